"""The files of an institution's repository: those that only call the product, and the first ones that its people edit."""
