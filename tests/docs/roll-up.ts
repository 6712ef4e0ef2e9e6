import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { packageRoot } from '../../helpers/package-root.ts'

/** The types that the package exports, and those that these are made of, as one text. Throws where it cannot be made. */
export function rollUpTypes(): string {
  const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-api-'))
  try {
    const file = join(folder, 'index.d.ts')
    const config = ExtractorConfig.prepare({
      configObject: {
        projectFolder: packageRoot,
        mainEntryPointFilePath: join(packageRoot, 'dist', 'index.d.ts'),
        compiler: { tsconfigFilePath: join(packageRoot, 'tsconfig.json') },
        newlineKind: 'lf',
        dtsRollup: { enabled: true, untrimmedFilePath: file },
      },
      configObjectFullPath: undefined,
      packageJsonFullPath: join(packageRoot, 'package.json'),
    })
    const wrong: string[] = []
    Extractor.invoke(config, {
      localBuild: true,
      messageCallback(message) {
        message.handled = true
        // The ids of requirements are read off JSON files, which it does not know and need not: none is exported.
        const isWrong = message.logLevel === ExtractorLogLevel.Error
        if (isWrong && message.messageId !== 'ae-wrong-input-file-type') wrong.push(message.text)
      },
    })
    if (wrong.length > 0) throw new Error(`the types cannot be rolled up:\n${wrong.join('\n')}`)
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
