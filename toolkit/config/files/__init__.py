"""The files of one configuration and what lies above them, made one tree: extends, --set, matrix, ${NAME}."""
