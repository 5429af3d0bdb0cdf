import ts from 'typescript';

/**
 * What the compiler has against one file of a project, but not against what it imports: our sources, which are compiled
 * by themselves, know nothing of what a host has merged into them.
 */
export function findTypeErrors(project: string, file: string): readonly string[] {
  const config = ts.getParsedCommandLineOfConfigFile(project, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  });
  if (config === undefined) throw new Error(`There is no project ${project}.`);
  const program = ts.createProgram({ rootNames: config.fileNames, options: config.options });
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`${project} does not include ${file}.`);
  return [...config.errors, ...ts.getPreEmitDiagnostics(program, source)].map(describe);
}

function describe({ file, start = 0, messageText }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  return file === undefined ? message : `${file.getLineAndCharacterOfPosition(start).line + 1}: ${message}`;
}
