"""One build of the site, from the checked registry to the finished folder: content, MkDocs, checks, caches."""
