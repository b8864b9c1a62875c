from . import attendance, class_files, practice, survey
