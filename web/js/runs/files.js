// Files for the speaker's code: the talk's own, and those that are dropped on the REPL.

import { packed } from "../carried/parts.js";
import { spelt } from "../output/drawn.js";
import { unpack } from "../python/unpack.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

export class Files {
  /** What was dropped, and when: a fresh kernel gets it again. @type {Map<string, {bytes: Bytes, atMs: number}>} */
  #dropped = new Map();

  /**
   * @param {(request: import("../shared/port_messages.d.ts").FileRequest) => void} tell the kernel
   * @param {import("../output/log.js").Log} transcript
   */
  constructor(tell, transcript) {
    this.tell = tell;
    this.transcript = transcript;
  }

  /** A file that is dropped beside the REPL must not take the talk's place in the tab. @param {HTMLElement} drawer */
  listenTo(drawer) {
    for (const type of ["dragover", "drop"])
      drawer.ownerDocument.defaultView?.addEventListener(type, (given) => {
        const event = /** @type {DragEvent} */ (given);
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        const here = event.composedPath().includes(drawer);
        event.dataTransfer.dropEffect = here ? "copy" : "none";
        drawer.toggleAttribute("data-dropping", here && type === "dragover");
        if (here && type === "drop") void this.#take([...event.dataTransfer.files]);
      });
    drawer.addEventListener("dragleave", () => drawer.removeAttribute("data-dropping"));
  }

  /** @param {File[]} files */
  async #take(files) {
    for (const file of files) {
      const name = file.name.replaceAll("/", "_");
      try {
        const bytes = new Uint8Array(await file.arrayBuffer());
        this.#put(name, bytes);
        this.#say("stderr", `${name} is here (${spelt(bytes.length)}): open(${JSON.stringify(name)})\n`);
      } catch (error) {
        this.#say("error", `${name} could not be read: ${error}\n`);
      }
    }
  }

  /**
   * A kernel that has just come up gets every file there is; one that goes on from a checkpoint has those of before,
   * as code has left them.
   * @param {boolean} hasFiles whether the talk brings files of its own
   * @param {number | undefined} keptAtMs
   */
  async giveAll(hasFiles, keptAtMs) {
    try {
      if (hasFiles && keptAtMs === undefined) {
        const zip = /** @type {Bytes} */ (await unpack("files", await packed("files")));
        this.tell({ type: "UnpackFiles", zip });
      }
    } catch (error) {
      this.#say("error", `The talk's files are not there: ${error}\n`);
    }
    for (const [name, { bytes, atMs }] of this.#dropped)
      if (atMs >= (keptAtMs ?? 0)) this.tell({ type: "PutFile", name, bytes });
  }

  /**
   * A file of the talk that was changed while it is served.
   * @param {string} name
   * @param {string} base64
   */
  replace(name, base64) {
    this.#put(
      name,
      Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    );
  }

  /** Ask for what is there; the answer comes as `FilesListed`. */
  askForAll() {
    this.tell({ type: "ListFiles" });
  }

  /** @param {string} name @param {Bytes} bytes */
  #put(name, bytes) {
    this.#dropped.set(name, { bytes, atMs: performance.timeOrigin + performance.now() });
    this.tell({ type: "PutFile", name, bytes });
  }

  /** @param {string} stream @param {string} text */
  #say(stream, text) {
    this.transcript.append({ type: "Printed", stream, text });
  }
}
