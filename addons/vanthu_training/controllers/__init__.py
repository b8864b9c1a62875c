from . import attendance, certificate, class_files, practice, survey
