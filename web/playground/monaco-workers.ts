import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphQLWorker from 'monaco-graphql/esm/graphql.worker.js?worker';

/**
 * Tells the code editor where its workers are. Each is a bundled file of this origin: the content security policy allows
 * nothing else. It lives in the project's own source because the bundler resolves `?worker` only there.
 */
window.MonacoEnvironment = {
  getWorker(_moduleId, label) {
    if (label === 'graphql') return new GraphQLWorker();
    if (label === 'json') return new JsonWorker();
    return new EditorWorker();
  },
};
