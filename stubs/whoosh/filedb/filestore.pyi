class FileStorage:
    folder: str
