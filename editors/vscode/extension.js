// Starts `coursedir lsp` and hands it Markdown and YAML files. Everything else is in the server.
'use strict';

const { commands, window, workspace } = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

/** @type {LanguageClient | undefined} */
let client;

async function start() {
  const settings = workspace.getConfiguration('coursedir');
  const server = {
    command: settings.get('path', 'coursedir'),
    args: ['lsp', ...settings.get('arguments', [])],
    transport: TransportKind.stdio,
  };
  const options = {
    documentSelector: [
      { scheme: 'file', language: 'markdown' },
      { scheme: 'file', language: 'mdx' },
      { scheme: 'file', pattern: '**/course.{yaml,yml}' },
    ],
  };
  client = new LanguageClient('coursedir', 'coursedir', server, options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    window.showErrorMessage(`coursedir did not start: ${error}. Set coursedir.path to the program.`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

exports.activate = async (context) => {
  context.subscriptions.push(
    commands.registerCommand('coursedir.restart', async () => {
      await stop();
      await start();
    }),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('coursedir')) {
        await stop();
        await start();
      }
    }),
  );
  await start();
};

exports.deactivate = stop;
