"""How tenants are called by country and industry, and the tax numbers of countries that can be nobody's."""

from __future__ import annotations

from typing import Any

TENANT_NAMES: dict[str, dict[str, list[str]]] = {
    "DE": {
        "saas": ["{root} Software", "{root} Systemhaus", "{root} Datentechnik", "{root} Informatik"],
        "ecommerce": ["{root} Großhandel", "{root} Versandhandel", "{root} Handelshaus", "{root} Warenvertrieb"],
        "finserv": [
            "{root} Finanzberatung",
            "{root} Vermögensverwaltung",
            "{root} Finanzdienste",
            "{root} Versicherungsmakler",
        ],
        "igaming": ["{root} Spiele", "{root} Spielbetriebe", "{root} Unterhaltung", "{root} Freizeitspiele"],
        "realestate": ["{root} Immobilien", "{root} Wohnbau", "{root} Hausverwaltung", "{root} Grundbesitz"],
        "trading": ["{root} Wertpapierhandel", "{root} Devisenhandel", "{root} Finanzhandel", "{root} Kapital"],
        "other": ["{root} Gruppe", "{root} & Partner", "{root} Betriebe"],
    },
    "BR": {
        "saas": ["{root} Sistemas", "{root} Tecnologia", "{root} Informática", "{root} Soluções Digitais"],
        "ecommerce": ["{root} Atacado", "{root} Comércio Digital", "Distribuidora {root}", "Lojas {root}"],
        "finserv": ["{root} Consultoria Financeira", "{root} Crédito", "{root} Seguros", "{root} Gestão de Recursos"],
        "igaming": ["{root} Jogos", "{root} Entretenimento", "{root} Apostas", "{root} Diversões"],
        "realestate": [
            "{root} Imóveis",
            "{root} Incorporadora",
            "Imobiliária {root}",
            "{root} Empreendimentos Imobiliários",
        ],
        "trading": ["{root} Investimentos", "{root} Corretora", "{root} Câmbio", "{root} Mercados"],
        "other": ["Grupo {root}", "{root} Negócios", "{root} Serviços"],
    },
    "JP": {
        "saas": ["{root}ソフト", "{root}システムズ", "{root}データ", "{root}テクノロジー"],
        "ecommerce": ["{root}商事", "{root}物産", "{root}通販", "{root}マーケット"],
        "finserv": ["{root}ファイナンス", "{root}保険サービス", "{root}アセット", "{root}資産運用"],
        "igaming": ["{root}ゲームズ", "{root}エンターテインメント", "{root}アミューズメント", "{root}遊戯"],
        "realestate": ["{root}不動産", "{root}住宅", "{root}ホームズ", "{root}地所"],
        "trading": ["{root}トレーディング", "{root}証券", "{root}キャピタル", "{root}為替"],
        "other": ["{root}グループ", "{root}サービス", "{root}企画"],
    },
}

# EIN: prefixes that no campus has. VAT numbers, corporate numbers, CNPJ: the check digits fail. TRN: the last five digits,
# which say for which tax it was issued, say none.
TAX_IDS: dict[str, dict[str, Any]] = {
    "US": {
        "patterns": [
            "07-#######",
            "08-#######",
            "09-#######",
            "17-#######",
            "18-#######",
            "19-#######",
            "28-#######",
            "29-#######",
            "49-#######",
            "69-#######",
            "70-#######",
            "78-#######",
            "79-#######",
            "89-#######",
            "96-#######",
            "97-#######",
        ],
        "check": "none",
    },
    "GB": {
        "patterns": ["GB@########"],
        "check": "gb-vat",
    },
    "DE": {
        "patterns": ["DE@########"],
        "check": "de-vat",
    },
    "JP": {
        "patterns": ["T@############"],
        "check": "jp-corporate",
    },
    "BR": {
        "patterns": ["@#.###.###/0001-##"],
        "check": "br-cnpj",
    },
    "AE": {
        "patterns": ["100#######00000"],
        "check": "none",
    },
}


def facts(code: str) -> dict[str, Any]:
    """Return what a country's file says of names and tax numbers."""
    own = {"tenantNames": TENANT_NAMES[code]} if code in TENANT_NAMES else {}
    return {**own, "taxId": TAX_IDS[code]}
