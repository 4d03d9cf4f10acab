"""What people read: one typed query a page, nothing that changes anything."""
