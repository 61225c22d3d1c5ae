"""What a question asks for and the forms that answers take: beneath every reader."""
