from . import class_files, practice, survey
