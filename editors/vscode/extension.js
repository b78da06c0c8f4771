/** Starts the language server of Sentinel and hands it the policies that are open. */
const { workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

exports.activate = async () => {
  const command = workspace.getConfiguration('sentinel').get('command', 'sentinel');
  client = new LanguageClient(
    'sentinel',
    'Sentinel',
    { command, args: ['lsp'] },
    { documentSelector: [{ language: 'sentinel' }, { language: 'sentinel-yaml' }] },
  );
  await client.start();
};

exports.deactivate = () => client?.stop();
