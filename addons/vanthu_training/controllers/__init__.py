from . import attendance, certificate, class_files, figures_export, practice, survey
