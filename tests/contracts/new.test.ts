import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { main } from '../../helpers/commands/command-line.ts'
import { isObject, valueAt } from '../../helpers/contract/json-value.ts'
import type { Json } from '../../helpers/contract/types.ts'
import { contractNamed, knownContracts } from '../../helpers/settings/contracts.ts'

const place = mkdtempSync(join(tmpdir(), 'contracts-'))
const teams = fileURLToPath(new URL('../third-endpoint/teams', import.meta.url))

afterEach(() => vi.restoreAllMocks())
afterAll(() => rmSync(place, { recursive: true }))

async function told(...args: string[]): Promise<{ code: number; said: string }> {
  const written: string[] = []
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const code = await main(['node', 'group-update-conformance', 'contract', ...args])
  vi.restoreAllMocks()
  return { code, said: written.join('') }
}

/** A vendor's document in YAML, of OpenAPI 3.0, with references. */
const shelves = `
openapi: 3.0.3
info: { title: Shelves, version: '4' }
paths:
  /shelves:
    get: { operationId: allShelves, responses: { '200': { description: all } } }
    post: { operationId: putUp, responses: { '201': { description: made } } }
  /shelves/{shelfId}:
    parameters: []
    put:
      operationId: changeShelf
      parameters: [{ name: shelfId, in: path, required: true, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Shelf' } } } }
      responses:
        '200': { description: done, content: { application/json: { schema: { $ref: '#/components/schemas/Shelf' } } } }
        '401': { description: who }
        '404': { description: none }
    get: { operationId: oneShelf, responses: { '200': { description: one } } }
components:
  securitySchemes: { login: { type: http, scheme: basic } }
  schemas:
    Shelf:
      type: object
      required: [label]
      properties: { shelfId: { type: string }, label: { type: string }, comment: { type: string }, books: { type: array, items: { type: string } } }
`

function write(name: string, text: string): string {
  const file = join(place, name)
  writeFileSync(file, text)
  return file
}

function read(...path: string[]): Json {
  return JSON.parse(readFileSync(join(place, ...path), 'utf8'))
}

/** The same with a schema that holds itself, where nobody refers to it. */
const withTree = `${shelves}    Tree: { type: object, properties: { above: { $ref: '#/components/schemas/Tree' } } }
`

describe('contract new', () => {
  test('a schema that holds itself is of no concern where the operation does without', async () => {
    const { said, code } = await told('new', write('tree.yaml', withTree), 'changeShelf', join(place, 'tree'))
    expect(said).toContain('tree is written')
    expect(code).toBe(0)
  })

  test('writes a contract from a document in YAML, and says what it was not sure of', async () => {
    const folder = join(place, 'shelves')
    const { code, said } = await told('new', write('shelves.yaml', shelves), 'changeShelf', folder)
    expect(said).toContain('/x-conformance/members/name: taken to be label, by its name')
    expect(code).toBe(0)
    const document = read('shelves', 'openapi.json')
    expect(valueAt(document, '/x-conformance/members')).toEqual({
      id: 'shelfId',
      name: 'label',
      description: 'comment',
      numbers: 'books',
    })
    expect(valueAt(document, '/paths/~1shelves~1{shelfId}/put/x-outcomes')).toEqual({
      updated: [{ status: '200' }],
      unauthenticated: [{ status: '401' }],
      notFound: [{ status: '404' }],
    })
    const siblings = valueAt(document, '/x-conformance/siblings')
    expect(isObject(siblings) && Object.keys(siblings)).toEqual(['create', 'read', 'list'])
    expect(JSON.stringify(document)).not.toContain('$ref')
  })

  test('nullable members, parameters of a path and other parts of it are those of OpenAPI 3.1, or told', async () => {
    const folder = join(place, 'racks')
    const nullable = shelves
      .replace(
        'parameters: []',
        'parameters: [{ name: X-Floor, in: header, required: true, schema: { type: string } }]',
      )
      .replace('comment: { type: string }', 'comment: { type: string, nullable: true }')
      .replaceAll('/shelves', '/houses/{houseId}/shelves')
    const { said, code } = await told('new', write('racks.yaml', nullable), 'changeShelf', folder)
    expect(code).toBe(0)
    expect(said).toContain('/paths: {houseId} is to be a setting, HOUSE_ID, as the part of an address')
    const document = read('racks', 'openapi.json')
    expect(valueAt(document, '/components/schemas/Request/properties/comment')).toEqual({
      type: ['string', 'null'],
    })
    for (const method of ['put', 'get'])
      expect(
        JSON.stringify(
          valueAt(document, `/paths/~1houses~1{houseId}~1shelves~1{shelfId}/${method}/parameters`),
        ),
      ).toContain('X-Floor')
    // The header is then told where it stands, and nothing else is against the document.
    const source = { document: 'Shelves 4', section: 'changeShelf' }
    const duty = { level: 'MUST', basis: 'page', duty: 'A server carries out a valid update.', source }
    write('racks/requirements.json', JSON.stringify({ requirements: { 'update-succeeds': duty } }))
    const whole = JSON.stringify(document).replaceAll(
      '"name":"X-Floor"',
      '"name":"X-Floor","x-setting":"FLOOR"',
    )
    const checked = await told('check', folder)
    expect(checked.said).toContain('the header X-Floor is required, and nothing says its value')
    expect(checked.said).not.toContain('nothing is known to stand for')
    write('racks/openapi.json', whole)
    const mended = await told('check', folder)
    expect(mended.said).toContain('judges PUT /houses/{HOUSE_ID}/shelves/{id}')
    expect(mended.said).toContain('RACKS_FLOOR, RACKS_HOUSE_ID, RACKS_GROUP_ID')
    expect(mended.code).toBe(0)
  })

  test('what is not filled in is told by check, pointer by pointer; what is, is judged', async () => {
    const folder = join(place, 'shelves')
    const { code, said } = await told('check', folder)
    expect(code).toBe(2)
    expect(said).toContain(
      'requirements.json#/requirements/update-succeeds/level: it is "FILL IN"; expected MUST',
    )
    const source = { document: 'Shelves 4', section: 'changeShelf' }
    const duty = { level: 'MUST', basis: 'page', duty: 'A server carries out a valid update.', source }
    write('shelves/requirements.json', JSON.stringify({ requirements: { 'update-succeeds': duty } }))
    const filled = await told('check', folder)
    expect(filled.said).toContain('judges PUT /shelves/{id} by 1 requirements')
    expect(filled.said).toContain('SHELVES_PASSWORD')
    expect(filled.said).toContain('no sibling operations: remove')
    expect(filled.code).toBe(0)
    // The answer is documented, so it is held to showing the group, whether or not the outcome names its schema.
    expect(contractNamed('shelves', knownContracts([folder])).reports).toBe(true)
  })

  test.each([
    ['an operation that is not there', 'shelves.yaml', shelves, 'changeShelve', 'did you mean changeShelf?'],
    [
      'an OpenAPI 2 document',
      'old.json',
      '{"swagger":"2.0","paths":{}}',
      'x',
      'the version of OpenAPI is 2.0',
    ],
    [
      'an operation with a schema that holds itself',
      'trees.yaml',
      withTree.replace('comment: { type: string }', "tree: { $ref: '#/components/schemas/Tree' }"),
      'changeShelf',
      '#/components/schemas/Tree, which the operation needs, holds itself; expected an operation without such a schema',
    ],
    ['a document that cannot be parsed', 'odd.json', '{', 'x', 'odd.json cannot be read'],
    [
      'a reference to nothing',
      'lost.json',
      '{"openapi":"3.1.0","paths":{"$ref":"#/nowhere"}}',
      'x',
      'cannot be read',
    ],
  ])('refuses %s', async (_, name, text, operation, says) => {
    const { code, said } = await told('new', write(name, text), operation, join(place, 'other'))
    expect(said).toContain(says)
    expect(code).toBe(2)
  })

  test.each([
    ['Bad Name', 'the folder is named Bad Name'],
    ['sqs', 'the name sqs is taken'],
  ])('refuses the name %s before anything is written', async (name, says) => {
    const folder = join(place, name)
    const { code, said } = await told('new', write('shelves.yaml', shelves), 'changeShelf', folder)
    expect(said).toContain(says)
    expect(existsSync(folder)).toBe(false)
    expect(code).toBe(2)
  })

  test('an id that only the answer shows is found there, and a name that is nowhere is told', async () => {
    const named = shelves.replace(
      "content: { application/json: { schema: { $ref: '#/components/schemas/Shelf' } } } }",
      'content: { application/json: { schema: { type: object, properties: { size: { type: string } } } } } }',
    )
    const { said } = await told('new', write('ids.yaml', named), 'changeShelf', join(place, 'ids'))
    expect(said).toContain('/x-conformance/members/id: taken to be shelfId, by its name')
    expect(said).toContain('/x-conformance/members/name: no member is named like one; it is to be filled in')
  })

  test('a schema put together of parts is written as one', async () => {
    const parts = `
      allOf:
        - { type: object, required: [label], properties: { shelfId: { type: string } } }
        - { type: object, properties: { label: { type: string } } }
`
    const document = `${shelves.slice(0, shelves.indexOf('    Shelf:\n'))}    Shelf:${parts}`
    const { code } = await told('new', write('parts.yaml', document), 'changeShelf', join(place, 'parts'))
    expect(code).toBe(0)
    expect(valueAt(read('parts', 'openapi.json'), '/components/schemas/Group')).toEqual({
      type: 'object',
      required: ['label'],
      properties: { shelfId: { type: 'string' }, label: { type: 'string' } },
    })
  })

  test('never writes over a contract', async () => {
    const { code, said } = await told(
      'new',
      write('shelves.yaml', shelves),
      'changeShelf',
      join(place, 'shelves'),
    )
    expect(said).toContain('is there already')
    expect(code).toBe(2)
  })
})

test('contract check says what would be judged, and which duties there are checks for besides', async () => {
  const { code, said } = await told('check', teams)
  expect(said).toMatch(/judges PATCH \/rota\/v2\/teams\/\{id} by \d+ requirements and \d+ checks/)
  expect(said).toContain('TEAMS_API_KEY')
  expect(said).toMatch(/does not have: .*tenant-needed/)
  expect(code).toBe(0)
})
