-- What Salesforce calls our values: those of its own lists as they ship.

CREATE TEMP MACRO industry_name(ours) AS CASE
  WHEN ours IN (
    'Agriculture', 'Chemicals', 'Construction', 'Consulting', 'Education', 'Energy', 'Engineering', 'Finance',
    'Healthcare', 'Hospitality', 'Insurance', 'Manufacturing', 'Media', 'Retail', 'Telecommunications'
  ) THEN ours
  WHEN ours = 'Automotive' THEN 'Manufacturing'
  WHEN ours = 'Food' THEN 'Food & Beverage'
  WHEN ours = 'Logistics' THEN 'Transportation'
  WHEN ours = 'Software' THEN 'Technology'
  WHEN ours = 'Textiles' THEN 'Apparel'
  WHEN ours = 'Travel' THEN 'Recreation'
  ELSE 'Other'
END;

CREATE TEMP MACRO lead_source(channel) AS CASE
  WHEN channel IN ('referrals', 'affiliates') THEN 'Partner Referral'
  ELSE 'Web'
END;

CREATE TEMP MACRO lead_status_name(ours) AS CASE ours
  WHEN 'new' THEN 'Open - Not Contacted'
  WHEN 'disqualified' THEN 'Closed - Not Converted'
  ELSE 'Working - Contacted'
END;

-- The stages that opportunities begin with.
CREATE TEMP VIEW named_stages AS
SELECT
  id,
  stage_name(
    type,
    [
      'Prospecting', 'Qualification', 'Needs Analysis', 'Value Proposition', 'Id. Decision Makers',
      'Perception Analysis', 'Proposal/Price Quote', 'Negotiation/Review'
    ],
    place,
    places
  ) AS name
FROM numbered_stages;
