<?php
// SQS groups for PHP's built-in server: STATE=/tmp/state.json php -S 127.0.0.1:0 sqs.php
// Written from the documents and left to PHP's own habits: escaped slashes and \u escapes in JSON,
// character references in XML, a charset after text/xml, one request for each connection.
// STATE holds the accounts and groups to start from and is written anew at every change.
// LIE makes it wrong: `forgets` stores no update, `escapes` stores names as HTML.
declare(strict_types=1);

const MEMBERS = ['id', 'ownerId', 'name'];
const BEYOND_XML = '/[^\x{9}\x{A}\x{D}\x{20}-\x{D7FF}\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}]/u';

$file = fopen(getenv('STATE'), 'r+');
flock($file, LOCK_EX); // given back when the request ends: PHP may run as several processes
$state = json_decode(stream_get_contents($file), true);
$method = $_SERVER['REQUEST_METHOD'];
$path = strtok($_SERVER['REQUEST_URI'], '?');

if ($path === '/sqs/actuator/health') {
    answer(200, ['status' => 'UP']);
}
if ($path === '/sqs/api/groups') {
    match ($method) {
        'GET' => listGroups(admit('SQS_GROUP_READ_PERMISSION')),
        'POST' => createGroup(admit('SQS_GROUP_CREATE_UPDATE_PERMISSION')),
        default => refuseMethod('GET, POST'),
    };
}
if (preg_match('~^/sqs/api/groups/([^/]+)$~', $path, $found)) {
    $id = rawurldecode($found[1]);
    match ($method) {
        'GET' => showGroup(admit('SQS_GROUP_READ_PERMISSION'), $id),
        'PUT' => updateGroup(admit('SQS_GROUP_CREATE_UPDATE_PERMISSION'), $id),
        'DELETE' => deleteGroup(admit('SQS_GROUP_DELETE_PERMISSION'), $id),
        default => refuseMethod('GET, PUT, DELETE'),
    };
}
answer(404, ['message' => 'There is nothing here']);

/** Answers 405, and says what is allowed. */
function refuseMethod(string $allowed): never
{
    header("Allow: $allowed");
    answer(405, ['message' => "Try $allowed"]);
}

/** Lets the caller in, or answers 401 or 403; gives the tenant that is asked for. */
function admit(string $permission): string
{
    global $state;
    // What PHP itself makes of the header ends at NUL.
    $given = preg_match('/^Basic +(\S+)$/i', $_SERVER['HTTP_AUTHORIZATION'] ?? '', $found) ? base64_decode($found[1], true) : '';
    [$name, $word] = explode(':', $given ?: '', 2) + ['', ''];
    foreach ($state['accounts'] as $account) {
        if ($account['username'] === $name && hash_equals($account['password'], $word)) {
            $user = $account;
        }
    }
    if (!isset($user)) {
        header('WWW-Authenticate: Basic realm="SQS", charset="UTF-8"');
        answer(401, ['message' => 'Bad user name or password']);
    }
    if (!in_array($permission, $user['permissions'], true)) {
        answer(403, ['message' => "You need $permission"]);
    }
    $tenant = $_SERVER['HTTP_TENANT'] ?? '';
    if (!in_array($tenant, array_column($state['groups'], 'tenant'), true)) {
        answer(403, ['message' => 'No such tenant']);
    }
    return $tenant;
}

function updateGroup(string $tenant, string $id): never
{
    global $state;
    $sent = readBody(MEMBERS);
    if ($sent['id'] !== $id) {
        invalid(['id' => 'id differs from the one of the address']);
    }
    $at = indexOf($tenant, $id) ?? answer(422, ['message' => 'There is no such group', 'errorCode' => 5]);
    assertPairIsFree($tenant, $sent, $id);
    $group = [...$state['groups'][$at], ...$sent, 'updated' => (int) (microtime(true) * 1000)];
    if (getenv('LIE') === 'escapes') {
        $group['name'] = htmlspecialchars($group['name']);
    }
    if (getenv('LIE') !== 'forgets') {
        $state['groups'][$at] = $group;
        save();
    }
    answer(200, shown($group));
}

function createGroup(string $tenant): never
{
    global $state;
    $sent = readBody(['ownerId', 'name']);
    assertPairIsFree($tenant, $sent, null);
    $dates = array_fill_keys(['created', 'updated'], (int) (microtime(true) * 1000));
    $group = ['tenant' => $tenant, 'id' => bin2hex(random_bytes(10)), ...$sent, ...$dates];
    $state['groups'][] = $group;
    save();
    answer(201, shown($group));
}

function showGroup(string $tenant, string $id): never
{
    global $state;
    $at = indexOf($tenant, $id) ?? answer(404, ['message' => 'There is no such group']);
    answer(200, shown($state['groups'][$at]));
}

function deleteGroup(string $tenant, string $id): never
{
    global $state;
    $at = indexOf($tenant, $id) ?? answer(404, ['message' => 'There is no such group']);
    array_splice($state['groups'], $at, 1);
    save();
    answer(204);
}

function listGroups(string $tenant): never
{
    global $state;
    $owner = $_GET['ownerId'] ?? null;
    $wanted = fn ($owned) => $owner === null || $owner === $owned['ownerId'];
    $listed = array_filter($state['groups'], fn ($each) => $each['tenant'] === $tenant && $wanted($each));
    $size = max(1, (int) ($_GET['size'] ?? 20));
    $number = max(0, (int) ($_GET['page'] ?? 0));
    answer(200, [
        '_embedded' => ['groups' => array_map('shown', array_slice($listed, $number * $size, $size))],
        'page' => [
            'size' => $size,
            'totalElements' => count($listed),
            'totalPages' => (int) ceil(count($listed) / $size),
            'number' => $number,
        ],
    ]);
}

/** The members of the body, or an answer of 400 or 412. */
function readBody(array $members): array
{
    $body = json_decode(file_get_contents('php://input'));
    if (json_last_error() !== JSON_ERROR_NONE || !is_object($body)) {
        answer(400, ['message' => 'The body is no JSON object']);
    }
    $sent = $faults = [];
    foreach ($members as $member) {
        $value = $body->$member ?? null;
        if ($value === null || $value === '') {
            $faults[$member] = "$member is mandatory";
        } elseif (!is_string($value) || preg_match(BEYOND_XML, $value)) {
            $faults[$member] = "$member is no text";
        } else {
            $sent[$member] = $value;
        }
    }
    if ($faults) {
        invalid($faults);
    }
    return $sent;
}

function assertPairIsFree(string $tenant, array $sent, ?string $id): void
{
    global $state;
    $pair = [$tenant, $sent['ownerId'], $sent['name']];
    foreach ($state['groups'] as $group) {
        if ($group['id'] !== $id && [$group['tenant'], $group['ownerId'], $group['name']] === $pair) {
            answer(422, ['message' => 'The owner has a group of this name', 'errorCode' => 2]);
        }
    }
}

function indexOf(string $tenant, string $id): ?int
{
    global $state;
    foreach ($state['groups'] as $at => $group) {
        if ($group['tenant'] === $tenant && $group['id'] === $id) {
            return $at;
        }
    }
    return null;
}

function shown(array $group): array
{
    return [
        'created' => stamp($group['created']),
        'updated' => stamp($group['updated']),
        'id' => $group['id'],
        'ownerId' => $group['ownerId'],
        'name' => $group['name'],
    ];
}

function stamp(int $milliseconds): string
{
    return gmdate('Y-m-d\TH:i:s', intdiv($milliseconds, 1000)) . sprintf('.%03d+0000', $milliseconds % 1000);
}

function save(): void
{
    global $file, $state;
    rewind($file);
    ftruncate($file, 0);
    fwrite($file, json_encode($state));
}

function invalid(array $faults): never
{
    $error = fn ($field, $description) => compact('field', 'description');
    answer(412, ['errors' => array_map($error, array_keys($faults), $faults)]);
}

/** Ends the request with an answer in the representation that it asked for. */
function answer(int $status, ?array $body = null): never
{
    http_response_code($status);
    if ($body === null) {
        exit;
    }
    $type = mediaType($_SERVER['HTTP_ACCEPT'] ?? '*/*');
    header("Content-Type: $type");
    if ($type === 'application/json') {
        exit(json_encode($body));
    }
    $document = new DOMDocument('1.0');
    fill($document->appendChild($document->createElement('answer')), $body);
    exit($document->saveXML());
}

/** XML, unless JSON weighs more. */
function mediaType(string $accept): string
{
    $weights = [];
    foreach (explode(',', strtolower($accept)) as $range) {
        $parts = array_map('trim', explode(';', $range));
        $weight = preg_grep('/^q=/', $parts);
        $weights[$parts[0]] = $weight ? (float) substr(end($weight), 2) : 1.0;
    }
    $of = fn ($type) => $weights[$type] ?? $weights[strtok($type, '/') . '/*'] ?? $weights['*/*'] ?? 0.0;
    $xml = max($of('text/xml'), $of('application/xml'));
    // Who names JSON and not XML, which any type stands for as well, would rather have JSON.
    $named = isset($weights['application/json']) && !isset($weights['text/xml']) && !isset($weights['application/xml']);
    if ($of('application/json') > $xml || ($named && $of('application/json') >= $xml)) {
        return 'application/json';
    }
    return $of('application/xml') > $of('text/xml') ? 'application/xml' : 'text/xml';
}

function fill(DOMElement $element, array $values): void
{
    foreach ($values as $name => $value) {
        $child = $element->ownerDocument->createElement(is_int($name) ? 'item' : $name);
        $element->appendChild($child);
        is_array($value) ? fill($child, $value) : $child->append((string) $value);
    }
}
