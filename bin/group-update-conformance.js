#!/usr/bin/env node
try {
  const { main } = await import('../dist/helpers/commands/command-line.js')
  process.exitCode = await main(process.argv)
} catch (error) {
  // Where it cannot even be loaded, nothing can be said of a target.
  process.stderr.write(`group-update-conformance cannot be loaded: ${String(error).split('\n', 1)[0]}\n`)
  process.exitCode = 3
}
