// Files of the live kernel: those of the talk and those that are dropped are there for open(), and
// what code writes can be listed and taken out.

const HOME = "/home/pyodide";
const MOST_LISTED = 200;

/** @typedef {import("../shared/port_messages.d.ts").FileRequest} FileRequest */

/**
 * What the page may ask for, by the type of its message; nothing comes of it before Python is there.
 * @param {() => any} pythonOf
 * @param {(message: import("../shared/port_messages.d.ts").WorkerMessage) => void} post
 * @returns {import("../shared/port_messages.d.ts").Carriers<FileRequest>}
 */
export function fileActions(pythonOf, post) {
  return {
    UnpackFiles: ({ zip }) => pythonOf()?.unpackArchive(zip, "zip", { extractDir: HOME }),
    PutFile({ name, bytes }) {
      const path = `${HOME}/${name}`;
      pythonOf()?.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      pythonOf()?.FS.writeFile(path, bytes);
    },
    ListFiles() {
      if (!pythonOf()) return; // it will have some
      const files = listed(pythonOf().FS, HOME);
      post({ type: "FilesListed", files: files.slice(0, MOST_LISTED), more: Math.max(0, files.length - MOST_LISTED) });
    },
    ReadFile({ name }) {
      const bytes = pythonOf()?.FS.readFile(`${HOME}/${name}`);
      if (bytes) post({ type: "FileRead", name, bytes });
    },
  };
}

/**
 * @param {any} FS
 * @param {string} folder
 * @returns {{name: string, size: number}[]}
 */
function listed(FS, folder) {
  return FS.readdir(folder)
    .filter((/** @type {string} */ name) => !name.startsWith(".") && name !== "__pycache__")
    .sort()
    .flatMap((/** @type {string} */ name) => {
      const path = `${folder}/${name}`;
      const { mode, size } = FS.stat(path);
      return FS.isDir(mode) ? listed(FS, path) : [{ name: path.slice(HOME.length + 1), size }];
    });
}
