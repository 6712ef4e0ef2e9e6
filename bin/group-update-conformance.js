#!/usr/bin/env node
import { main } from '../dist/helpers/run/command-line.js'

process.exitCode = await main(process.argv)
