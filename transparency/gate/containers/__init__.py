"""Safety checks of files that contain other files (XLSX, DOCX, PDF), made before anything in them is unpacked."""
