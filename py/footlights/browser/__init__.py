"""The thin edge: the only package that imports ``js``, ``pyodide`` or ``micropip``."""
