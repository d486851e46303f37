// Files of the live kernel: those of the talk and those that are dropped are there for open(), and
// what code writes can be listed and taken out.

const HOME = "/home/pyodide";
const MOST_LISTED = 200;

/**
 * What the page may ask for, by the type of its message.
 * @param {import("pyodide").PyodideAPI} python
 * @param {(message: object) => void} post
 * @returns {Record<string, (message: {[name: string]: any}) => void>}
 */
export function fileActions(python, post) {
  const FS = /** @type {any} */ (python.FS);
  return {
    UnpackFiles: ({ zip }) => python.unpackArchive(zip, "zip", { extractDir: HOME }),
    PutFile({ name, bytes }) {
      const path = `${HOME}/${name}`;
      FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      FS.writeFile(path, bytes);
    },
    ListFiles() {
      const files = listed(FS, HOME);
      post({ type: "FilesListed", files: files.slice(0, MOST_LISTED), more: Math.max(0, files.length - MOST_LISTED) });
    },
    ReadFile({ name }) {
      post({ type: "FileRead", name, bytes: FS.readFile(`${HOME}/${name}`) });
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
