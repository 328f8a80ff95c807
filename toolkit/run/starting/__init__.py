"""The first configuration of a folder, made of what runs on this machine."""
