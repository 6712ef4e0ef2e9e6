"""Autodialer groups for Python's own HTTP server: STATE=/tmp/state.json python3 autodialer.py

Written from the documents and left to Python's own habits: kept-alive HTTP/1.1 with headers and body in
two segments, its Server and Date headers, HTML for a wrong address, ASCII-only JSON, a thread for each
connection. Refusals come with a 4xx status, in the envelope. STATE holds the accounts and groups to start
from and is written anew at every change. It takes a free port and prints its address.
LIE makes it wrong: `forgets` stores no update, `remembers` asks a connection for credentials only once.
"""

import base64
import hmac
import json
import os
import re
import secrets
import threading
import time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STATE = os.environ['STATE']
LIE = os.environ.get('LIE')
SERVICE = '/api/v4/autodialer/groups/'

with open(STATE, encoding='utf-8') as file:
    state = json.load(file)
accounts = state['accounts']
groups = {group['id']: group for group in state['groups']}
lock = threading.Lock()


class Refusal(Exception):
    def __init__(self, status, message, **headers):
        super().__init__(message)
        self.status = status
        self.headers = headers


def save():
    with open(STATE + '.new', 'w', encoding='utf-8') as new:
        json.dump({'accounts': accounts, 'groups': list(groups.values())}, new)
    os.replace(STATE + '.new', STATE)


def now():
    return int(time.time() * 1000)


def find(asked):
    group_id = asked.get('_id')
    if group_id is None:
        raise Refusal(422, '_id is required')
    if not isinstance(group_id, str) or not re.fullmatch('[0-9a-f]{24}', group_id):
        raise Refusal(422, '_id is not valid')
    if group_id not in groups:
        raise Refusal(404, 'group not found')
    return groups[group_id]


def values_of(asked):
    """The members that were given, each of its documented type."""
    values = {name: asked[name] for name in ('name', 'numbers', 'description') if name in asked}
    for name, value in values.items():
        if name == 'numbers':
            right = isinstance(value, list) and all(isinstance(number, str) for number in value)
        else:
            right = isinstance(value, str)
        if not right:
            raise Refusal(422, f'{name} is not valid')
    return values


def update(asked):
    group = {**find(asked), **values_of(asked), 'date': now()}
    if LIE != 'forgets':
        groups[group['id']] = group
        save()
    return {
        'name': group['name'],
        'numbers': group['numbers'],
        'description': group['description'],
        'date': {'$date': {'$numberLong': str(group['date'])}},
        'count': len(group['numbers']),
    }


def add(asked):
    values = values_of(asked)
    if not values.get('name'):
        raise Refusal(422, 'name is required')
    group = {'id': secrets.token_hex(12), 'numbers': [], 'description': '', **values, 'date': now()}
    groups[group['id']] = group
    save()
    return {'_id': group['id']}


def remove(asked):
    del groups[find(asked)['id']]
    save()
    return ''


def search(asked):
    conditions = asked.get('conditions') or {}
    pagination = asked.get('pagination') or {}
    alike = asked.get('alike')
    found = [
        group
        for group in groups.values()
        if all(text in group[name] if alike else text == group[name] for name, text in conditions.items())
    ]
    for name, direction in (pagination.get('sorting') or {}).items():
        found.sort(key=lambda group: group[name], reverse=direction < 0)
    start, count = pagination.get('start', 0), pagination.get('count', 20)
    shown = [
        {
            '_id': group['id'],
            'name': group['name'],
            'description': group['description'],
            'count': len(group['numbers']),
            'date': persian(group['date']),
        }
        for group in found[start : start + count]
    ]
    return {'pagination': {'start': start, 'count': count, 'total': len(found)}, 'data': shown}


def persian(milliseconds):
    """A moment in the Persian calendar, by its cycle of 33 years."""
    moment = datetime.fromtimestamp(milliseconds / 1000, timezone.utc)
    cycles, days = divmod(moment.toordinal() + 356032, 12053)
    fours, days = divmod(days, 1461)
    year = 33 * cycles + 4 * fours - 1595
    if days > 365:
        year += (days - 1) // 365
        days = (days - 1) % 365
    month, day = divmod(days, 31) if days < 186 else divmod(days - 186, 30)
    return f'{year}/{month + (1 if days < 186 else 7):02}/{day + 1:02} {moment:%H:%M:%S}'


operations = {'update': update, 'add': add, 'search': search, 'remove': remove}


class Handler(BaseHTTPRequestHandler):
    """One object for each connection, which may carry many requests."""

    protocol_version = 'HTTP/1.1'
    # Headers and body go out apart; without this the body of each answer waits 40 ms for an acknowledgement.
    disable_nagle_algorithm = True
    admitted = False

    def body(self):
        if self.headers.get('Transfer-Encoding', '').lower() != 'chunked':
            return self.rfile.read(int(self.headers.get('Content-Length') or 0))
        chunks = []
        while size := int(self.rfile.readline().split(b';')[0], 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b''.join(chunks)

    def answer(self):
        # The body is read whatever comes of the request: the next one of the connection stands behind it.
        body = self.body()
        operation = operations.get(self.path.removeprefix(SERVICE))
        if not self.path.startswith(SERVICE) or not operation:
            self.send_error(404)
            return
        try:
            if self.command != 'POST':
                raise Refusal(405, 'method not allowed', Allow='POST')
            if not (LIE == 'remembers' and self.admitted):
                self.admit()
                self.admitted = True
            if self.headers.get_content_type() != 'application/json':
                raise Refusal(415, 'content type not allowed')
            asked = parse(body)
            with lock:
                data = operation(asked)
            self.send(200, 1, 'Requested operation is done successfully', data)
        except Refusal as refusal:
            self.send(refusal.status, 0, str(refusal), None, refusal.headers)

    do_POST = do_GET = do_PUT = do_PATCH = do_DELETE = answer

    def admit(self):
        user, word = self.basic()
        key = self.headers.get('X-APIKEY')
        if not user and key is None:
            raise unauthenticated('credentials are missing')
        for account in accounts:
            checks = {
                'basic': same(user, account['username']) and same(word, account['password']),
                'apikey': key is not None and same(key.encode('latin-1'), account['apiKey']),
            }
            if all(checks.values()) if account['mode'] == 'both' else checks[account['mode']]:
                if account['permitted']:
                    return
                raise Refusal(403, 'access denied')
        raise unauthenticated('credentials are not valid')

    def basic(self):
        scheme, _, code = self.headers.get('Authorization', '').partition(' ')
        try:
            user, colon, word = base64.b64decode(code.strip(), validate=True).partition(b':')
        except ValueError:
            return b'', b''
        return (user, word) if colon and scheme.lower() == 'basic' else (b'', b'')

    def send(self, status, success, message, data, headers={}):
        body = json.dumps({'success': success, 'message': message, 'data': data}).encode()
        self.send_response(status)
        self.send_header('Content-type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def unauthenticated(message):
    return Refusal(401, message, WWW_Authenticate='Basic realm="Simotel", charset="UTF-8"')


def same(given, right):
    return hmac.compare_digest(given, right.encode())


def parse(body):
    def no_number(name):
        raise ValueError(f'{name} is no JSON')

    try:
        asked = json.loads(body.decode(), parse_constant=no_number)
    except (ValueError, RecursionError):
        raise Refusal(400, 'unable to parse the body') from None
    if not isinstance(asked, dict):
        raise Refusal(422, 'the body is no object')
    return asked


if __name__ == '__main__':
    server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    print(f'http://127.0.0.1:{server.server_port}', flush=True)
    server.serve_forever()
