from . import attendance, certificate, class_files, class_place, figures_export, practice, survey
