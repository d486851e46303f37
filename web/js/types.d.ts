// What the build puts in, and what browsers have that TypeScript does not know yet.
declare const __LOCK_INFO__: {
  abi_version: string;
  arch: "wasm32";
  platform: string;
  python: string;
  version: string;
};

/** web/js/sandbox/guard.js, for documents in which anything may run. */
declare const __GUARD__: string;

/** Scripts of web/js/app_frame, put into the part that shows applications. */
declare const __FRAME_SHELL__: string;
declare const __FRAME_PAGE__: string;

declare module "@micropython/micropython-webassembly-pyscript/micropython.mjs" {
  export function loadMicroPython(options: object): Promise<unknown>;
}
declare module "*.css" {
  const text: string;
  export default text;
}
declare module "*.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare var footlights: {
  /** Called by the page's markup right after each part. */
  arrived: () => void;
  /** For `build.py record`: keep what cells show from now on, and what was kept, as JSON. */
  record?: () => void;
  recorded?: () => string;
  /** Keys pressed before the page listened; from now on nobody keeps them. */
  pressedSoFar: () => KeyboardEvent[];
  /** What the first paint showed, and the same once the talk that was kept is read. */
  first: () => { theme?: string; place?: number[] };
  read: Promise<void>;
};
