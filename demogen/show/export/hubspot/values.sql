-- What HubSpot calls our values: only such as every account has.

-- HubSpot takes an address only if it ends in a top-level domain that IANA lists. `.example` is none, and below
-- `example.com` nothing can be anybody's either (RFC 2606); so no two addresses or domains become one.
CREATE TEMP MACRO listed(address_or_domain) AS
  CASE WHEN lower(address_or_domain) LIKE '%.example' THEN address_or_domain || '.com' ELSE address_or_domain END;

CREATE TEMP MACRO industry_name(ours) AS CASE ours
  WHEN 'Agriculture' THEN 'FARMING'
  WHEN 'Automotive' THEN 'AUTOMOTIVE'
  WHEN 'Chemicals' THEN 'CHEMICALS'
  WHEN 'Construction' THEN 'CONSTRUCTION'
  WHEN 'Consulting' THEN 'MANAGEMENT_CONSULTING'
  WHEN 'Design' THEN 'DESIGN'
  WHEN 'Education' THEN 'EDUCATION_MANAGEMENT'
  WHEN 'Energy' THEN 'OIL_ENERGY'
  WHEN 'Engineering' THEN 'MECHANICAL_OR_INDUSTRIAL_ENGINEERING'
  WHEN 'Finance' THEN 'FINANCIAL_SERVICES'
  WHEN 'Food' THEN 'FOOD_PRODUCTION'
  WHEN 'Healthcare' THEN 'HOSPITAL_HEALTH_CARE'
  WHEN 'Hospitality' THEN 'HOSPITALITY'
  WHEN 'Insurance' THEN 'INSURANCE'
  WHEN 'Legal' THEN 'LEGAL_SERVICES'
  WHEN 'Logistics' THEN 'LOGISTICS_AND_SUPPLY_CHAIN'
  WHEN 'Manufacturing' THEN 'MACHINERY'
  WHEN 'Marketing' THEN 'MARKETING_AND_ADVERTISING'
  WHEN 'Media' THEN 'MEDIA_PRODUCTION'
  WHEN 'Real Estate' THEN 'REAL_ESTATE'
  WHEN 'Recruitment' THEN 'STAFFING_AND_RECRUITING'
  WHEN 'Retail' THEN 'RETAIL'
  WHEN 'Security' THEN 'SECURITY_AND_INVESTIGATIONS'
  WHEN 'Software' THEN 'COMPUTER_SOFTWARE'
  WHEN 'Telecommunications' THEN 'TELECOMMUNICATIONS'
  WHEN 'Textiles' THEN 'TEXTILES'
  WHEN 'Travel' THEN 'LEISURE_TRAVEL_TOURISM'
  WHEN 'Wholesale' THEN 'WHOLESALE'
END;

CREATE TEMP MACRO lifecycle_name(ours) AS CASE ours
  WHEN 'contact' THEN 'Sales Qualified Lead'
  WHEN 'opportunity' THEN 'Opportunity'
  WHEN 'customer' THEN 'Customer'
END;

CREATE TEMP MACRO lead_status_name(ours) AS CASE ours
  WHEN 'new' THEN 'New'
  WHEN 'contacted' THEN 'In Progress'
  WHEN 'engaged' THEN 'Connected'
  WHEN 'unresponsive' THEN 'Attempted to Contact'
  WHEN 'disqualified' THEN 'Unqualified'
END;

-- The stages of the Sales Pipeline that an account begins with.
CREATE TEMP VIEW named_stages AS
SELECT
  id,
  stage_name(
    type,
    ['Appointment Scheduled', 'Qualified To Buy', 'Presentation Scheduled', 'Decision Maker Bought-In', 'Contract Sent'],
    place,
    places
  ) AS name
FROM numbered_stages;

-- Activities with the address of whom they are about, and of who did them.
CREATE TEMP VIEW addressed_activities AS
SELECT
  a.*,
  listed(coalesce(c.email, l.email)) AS email,
  listed(u.email) AS owner,
  coalesce(a.occurred_at, a.due_at, a.created_at) AS happened_at
FROM activities a
LEFT JOIN contacts c ON c.id = a.contact_id
LEFT JOIN leads l ON l.id = a.lead_id
LEFT JOIN users u ON u.id = a.user_id;
