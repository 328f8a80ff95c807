"""What a batch found, as tables: rows of documents, units, findings and metrics, for spreadsheets and for SQL."""
