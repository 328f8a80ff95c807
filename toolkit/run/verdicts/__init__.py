"""What people say of findings and units: written down for good, read again, and put to use."""
