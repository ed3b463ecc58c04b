-- Whether a text is empty, has a slot that was not filled, or spaces around it or twice inside.
CREATE OR REPLACE MACRO is_unclean(text) AS
text = '' OR contains(text, '{') OR contains(text, '}') OR contains(text, '  ') OR starts_with(text, ' ') OR ends_with(text, ' ');
