#!/usr/bin/env node
import './v8-settings.js'

const { main } = await import('../dist/helpers/run/command-line.js')

process.exitCode = await main(process.argv)
