"""First names of the English by age, by hand from public knowledge: (female, male) of the older, and of the younger cohort."""

from __future__ import annotations

OLDER = (
    """
Susan Julie Karen Jacqueline Deborah Tracey Joanne Jane Helen Diane Sharon Tracy Amanda Angela Louise Alison Caroline Gillian Elaine
Catherine Wendy Dawn Donna Denise Sally Kerry Debra Janice Lorraine Suzanne Yvonne Beverley Fiona Marie Mandy Tina Jayne Teresa Julia
Heather Kim Ruth Cheryl Gail Jill Annette Diana Carolyn Linda Christine Margaret Janet Patricia Carol Mary Anne Ann Barbara Sandra Pauline
Lesley Pamela Valerie Jean Kathleen Maureen Judith Sheila Lynn Lynne Shirley Rosemary Carole Marilyn Lynda Brenda Eileen Hilary Frances
Geraldine Rosalind Penelope Philippa Vivien Tracie Celia Debbie Gaynor Gwen Jackie Jan Janette Jeanette Lorna Maggie Marcia Marianne Pam
Pat Sandy Sheryl Sue Theresa Vera Yvette Justine Jacqui Nichola Helena Josephine Andrea Paula Maxine Susannah
""",
    """
David Paul John Mark Stephen Andrew Michael Peter Richard Robert Alan Ian Simon Anthony Kevin Gary Philip Steven Martin Nicholas Neil Timothy
Stuart Adrian Wayne Carl Dean Charles Shaun Antony Jeremy Karl Russell Phillip Allan Julian Dale Duncan Tony Garry Vincent Martyn Lawrence
Glen Gregory Iain Bryan Stewart Graeme Terry Guy Leigh Brian Keith Graham Colin Nigel Kenneth Raymond Geoffrey Terence Trevor Malcolm Barry
Derek Roger Ronald Clive Roy Gordon Dennis Gerald Francis Eric Donald Frank Frederick Howard Douglas Victor Hugh Glenn Denis Bruce Steve
Mike Phil Andy Jim Ray Ron Ken Giles Piers Miles Quentin Alistair Cedric Denzil Desmond Errol Godfrey Herbert Ivor Laurence Lester Mick
Murray Noel Ralph Rex Rodney Royston Sidney Ted Vernon Vince Winston Gerard Jon Dave Pete Jeffrey
""",
)
YOUNGER = (
    """
Lauren Jessica Charlotte Hannah Sophie Amy Emily Chloe Katie Lucy Bethany Jade Megan Alice Danielle Holly Abigail Olivia Natasha Georgia
Zoe Stacey Eleanor Shannon Paige Georgina Chelsea Kirsty Alexandra Jodie Grace Molly Amber Jasmine Kayleigh Harriet Ashleigh Jemma Leah
Francesca Naomi Abbie Katy Rosie Aimee Ellie Lydia Hollie Bethan Amelia Beth Isabelle Eve Alicia Imogen Eloise Felicity Florence Phoebe
Daisy Poppy Libby Mia Isabel Matilda Martha Tara Zara Alexa Annie Bryony Charlie Demi Ebony Elisha Ella Elise Eliza Erica Erin Evie Faith
Fern Freya Georgie Hope India Isabella Ivy Jessie Kelsey Lara Layla Lily Lola Madeleine Madison Maisie Millie Mollie Morgan Nell Polly Robyn
Rosa Rose Ruby Sadie Sasha Saskia Scarlett Skye Summer Tabitha Tilly Thea Violet Willow Emma Laura Rebecca Sarah Gemma
""",
    """
Thomas James Jack Daniel Matthew Ryan Joshua Luke Samuel Jordan Adam Alexander William Benjamin Joseph Liam Jonathan Jake George Lewis Oliver
Jamie Nathan Connor Harry Scott Callum Aaron Ashley Bradley Jacob Kieran Sam Ben Kyle Edward Dominic Joe Reece Rhys Charlie Ross Cameron Louis
Conor Elliot Marcus Max Henry Mitchell Joel Josh Leon Dylan Danny Brandon Toby Brett Tom Declan Jay Owen Will Ed Harvey Theo Oscar Archie
Freddie Finlay Isaac Ethan Noah Logan Tyler Jayden Mason Zachary Sebastian Hugo Felix Rupert Angus Barnaby Caleb Calum Cody Corey Elijah Ewan
Finn Gabriel Harrison Hayden Jackson Jenson Levi Luca Lucas Morgan Nathaniel Ollie Reuben Riley Robbie Rory Rowan Rufus Seb Seth Taylor Zak
Christopher Christian Fergus Jonty Jed
""",
)
