"""What must not be printed: values of environment variables that a configuration declares secret."""
