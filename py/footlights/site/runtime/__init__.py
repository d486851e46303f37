"""What pages boot from: Pyodide, its snapshot, the page's own scripts."""
