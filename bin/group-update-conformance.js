#!/usr/bin/env node
import { main } from '../dist/helpers/commands/command-line.js'

process.exitCode = await main(process.argv)
