import { XmlDocument } from 'libxml2-wasm'
import { expect, test } from 'vitest'
import { started } from './client.ts'
import { cherokee, sqs } from './sqs-client.ts'

test('without an accept header the answer is XML, and none was sent', async () => {
  const mock = await started({ keepRequests: true })
  const { headers, text } = await sqs(mock, { headers: { Accept: undefined } })
  expect(headers['content-type']).toBe('application/xml;charset=UTF-8')
  expect(text).toMatch(
    /^<\?xml version="1\.0" encoding="UTF-8"\?><group><created>.+<\/created><updated>.+<\/updated><id>.+<\/group>$/,
  )
  const [request] = mock.requests
  const names = request?.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase())
  expect(names).toContain('tenant')
  expect(names).not.toContain('accept')
})

const negotiated = {
  'application/JSON': 'json',
  '*/*': 'xml',
  'application/*': 'xml',
  'application/json, */*': 'json',
  'application/xml;q=0.4, application/json;q=0.5': 'json',
  'application/json;q=0, */*': 'xml',
  'application/json ; Q=0.2 , application/xml;q=0.1': 'json',
  'application/json;q=0.3, */*;q=0.8': 'xml',
  'text/html': 'xml',
  '*/*, application/json': 'json',
  'application/json, application/xml': 'json',
  'application/json;q=0': 'xml',
  'text/html, application/json;q=0.5': 'json',
  '*/*, application/xml;q=0.1': 'json',
  'application/xml, application/json': 'xml',
} as const

test.each(Object.entries(negotiated))('accept %s is answered in %s', async (accept, format) => {
  const { headers } = await sqs(await started(), { headers: { Accept: accept } })
  expect(headers['content-type']).toBe(`application/${format};charset=UTF-8`)
})

test.each(['</name><name>&amp;', `]]> "quoted" 'text'`, 'line\r\nbreak\tand 🐎', ' edges '])(
  'the name %j survives XML',
  async (name) => {
    const answer = await sqs(await started(), { headers: { Accept: undefined }, body: { ...cherokee, name } })
    const document = XmlDocument.fromBuffer(answer.bytes)
    expect(document.get('/group/name')?.content).toBe(name)
    document.dispose()
  },
)

test('refusals follow the format asked for', async () => {
  const mock = await started()
  const body = { ...cherokee, name: undefined }
  const xml = await sqs(mock, { headers: { Accept: undefined }, body })
  expect([xml.status, xml.headers['content-type']]).toEqual([412, 'application/xml;charset=UTF-8'])
  expect(xml.text).toContain(
    '<errors><error><field>name</field><description>name is mandatory</description></error></errors>',
  )
  const json = await sqs(mock, { body })
  expect(JSON.parse(json.text)).toEqual({ errors: [{ field: 'name', description: 'name is mandatory' }] })
})
