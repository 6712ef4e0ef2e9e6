import jsonServer from 'json-server'

// One resource, as the first steps of its documents have it, in memory and on any free port.
const groups = [{ id: 'first', name: 'Early birds', description: 'From six to two' }]
const server = jsonServer.create()
server.use(jsonServer.defaults({ logger: false }))
server.use(jsonServer.router({ groups }))
const listening = server.listen(0, '127.0.0.1', () => {
  const BASE_URL = `http://127.0.0.1:${listening.address().port}`
  process.stdout.write(`${JSON.stringify({ BASE_URL })}\n`)
})
