// What the build puts in, and what browsers have that TypeScript does not know yet.
declare const __LOCK_INFO__: {
  abi_version: string;
  arch: "wasm32";
  platform: string;
  python: string;
  version: string;
};

declare var footlights: { arrived: () => void };
