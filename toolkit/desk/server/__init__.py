"""The local server of the desk: one page, its data, and a guard that lets nobody else in."""
