"""From the model to what readers get: pages, downloads, the site as a folder, and a server for looking at it."""
