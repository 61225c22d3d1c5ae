"""Currencies and how they are written, as plain tables."""

from qa.values.tables.word_sets import word_set

# A line is a code (or a name, where a word belongs to several), the signs that stand before or
# after a sum, and the words that follow it; a plural in "s" is understood.
CURRENCIES = """
USD | $ US$ U.S.$ U.S$ | dollar us-dollar u.s-dollar u.s.-dollar american-dollar buck
EUR | € | euro
GBP | £ ￡ | pound pound-sterling pounds-sterling british-pound sterling quid
JPY | ¥ JP¥ ￥ 円 | yen japanese-yen
CNY | CN¥ RMB¥ RMB rmb 元 | yuan renminbi rmb chinese-yuan
INR | ₹ Rs Rs. rs rs. | rupee indian-rupee
HKD | HK$ | hong-kong-dollar hk-dollar
AUD | A$ AU$ | australian-dollar
CAD | C$ CA$ CDN$ Can$ | canadian-dollar
NZD | NZ$ | new-zealand-dollar
SGD | S$ SG$ | singapore-dollar singaporean-dollar
TWD | NT$ | new-taiwan-dollar taiwan-dollar
MXN | Mex$ MX$ | mexican-peso
BRL | R$ | real reais brazilian-real
ARS | AR$ | argentine-peso
CLP | | chilean-peso
COP | | colombian-peso
PHP | ₱ | philippine-peso
CHF | SFr | swiss-franc
RUB | ₽ | ruble rouble russian-ruble russian-rouble
KRW | ₩ | won south-korean-won korean-won
THB | ฿ | baht thai-baht
VND | ₫ | dong vietnamese-dong
IDR | Rp Rp. | rupiah
MYR | RM | ringgit malaysian-ringgit
MMK | | kyat
KHR | | riel
LAK | | kip
SEK | | swedish-krona swedish-kronor swedish-crown krona kronor swedish-kroner
NOK | | norwegian-krone norwegian-kroner norwegian-crown
DKK | | danish-krone danish-kroner danish-crown
ISK | | icelandic-krona icelandic-kronur icelandic-króna
PLN | zł | zloty zlotys polish-zloty
CZK | Kč | koruna czech-koruna czech-crown
HUF | | forint hungarian-forint
TRY | ₺ | lira turkish-lira
ILS | ₪ | shekel new-shekel israeli-shekel israeli-new-shekel new-israeli-shekel
ZAR | | rand south-african-rand
NGN | ₦ | naira nigerian-naira
KES | KSh Ksh | kenyan-shilling
EGP | | egyptian-pound
SAR | | riyal saudi-riyal
QAR | | qatari-riyal
IRR | | rial iranian-rial
IQD | | iraqi-dinar
KWD | | kuwaiti-dinar
AED | Dh Dhs | dirham uae-dirham emirati-dirham
PKR | | pakistani-rupee pakistan-rupee
LKR | | sri-lankan-rupee
NPR | | nepalese-rupee nepali-rupee
BDT | ৳ | taka
UAH | ₴ | hryvnia hryvnias
KZT | ₸ | tenge
GEL | ₾ | lari
RON | | romanian-leu romanian-lei
BGN | | bulgarian-lev
PEN | | peruvian-sol soles nuevo-sol nuevos-soles peruvian-nuevo-sol
GHS | | cedi
ETB | | birr
MNT | ₮ | tugrik
DEM | DM | deutsche-mark deutschmark german-mark d-mark
FRF | FF | french-franc
ITL | | italian-lira italian-lire lire
BTC | ₿ | bitcoin btc
ETH | | ether eth
BSD | | bahamian-dollar
BBD | | barbadian-dollar barbados-dollar
BZD | | belize-dollar
BMD | | bermudian-dollar bermuda-dollar
BND | | brunei-dollar
KYD | | cayman-islands-dollar
FJD | | fijian-dollar fiji-dollar
GYD | | guyanese-dollar
JMD | | jamaican-dollar
LRD | | liberian-dollar
NAD | | namibian-dollar namibia-dollar
SRD | | surinamese-dollar
TTD | | trinidad-and-tobago-dollar
ZWL | | zimbabwean-dollar zimbabwe-dollar
UYU | | uruguayan-peso
CUP | | cuban-peso
DOP | | dominican-peso
BOB | | boliviano
PYG | | guarani
VES | | bolivar bolivares
CRC | ₡ | colon colones costa-rican-colon costa-rican-colones
GTQ | | quetzal
HNL | | lempira
NIO | | cordoba
PAB | | balboa
HTG | | gourde
LBP | | lebanese-pound
SYP | | syrian-pound
SDG | | sudanese-pound
IEP | | irish-pound punt
FKP | | falkland-pound
DZD | | algerian-dinar
BHD | | bahraini-dinar
JOD | | jordanian-dinar
LYD | | libyan-dinar
RSD | | serbian-dinar
TND | | tunisian-dinar
MAD | | moroccan-dirham
OMR | | omani-rial
YER | | yemeni-rial
AFN | | afghani
AMD | | armenian-dram
AZN | | azerbaijani-manat azerbaijan-manat manat
TMT | | turkmen-manat turkmenistan-manat
BYN | | belarusian-ruble belarusian-rouble
UZS | | uzbek-som uzbekistani-som uzbek-sum
KGS | | kyrgyz-som kyrgyzstani-som
TJS | | somoni
ALL | | lek albanian-lek
MKD | | denar macedonian-denar
HRK | | kuna croatian-kuna
MDL | | moldovan-leu moldovan-lei
AOA | | kwanza
BWP | | pula
GMD | | dalasi
MZN | | metical
MGA | | ariary
MUR | | mauritian-rupee
SCR | | seychellois-rupee
RWF | | rwandan-franc
CDF | | congolese-franc
XAF | | cfa-franc central-african-franc
XOF | | west-african-franc
TZS | | tanzanian-shilling
UGX | | ugandan-shilling
SOS | | somali-shilling
ZMW | | zambian-kwacha kwacha
MOP | | pataca macanese-pataca
BTN | | ngultrum
MVR | | rufiyaa
PGK | | kina
WST | | tala
VUV | | vatu
ATS | | austrian-schilling
BEF | | belgian-franc
ESP | | peseta spanish-peseta
PTE | | portuguese-escudo
GRD | | greek-drachma
FIM | | markka finnish-markka finnish-mark
NLG | | dutch-guilder
LVL | | latvian-lat
LTL | | litas lithuanian-litas
EEK | | estonian-kroon kroon
SKK | | slovak-koruna
SIT | | slovenian-tolar
SLE | | leone sierra-leonean-leone
LSL | | loti maloti
AWG | | aruban-florin
ERN | | nakfa
MWK | | malawian-kwacha
TOP | | paanga pa'anga
KHR | | cambodian-riel
BIF | | burundian-franc
DJF | | djiboutian-franc
GNF | | guinean-franc
KMF | | comorian-franc
XPF | | cfp-franc
SVC | | salvadoran-colon
MRU | | ouguiya
STN | | dobra
SZL | | lilangeni emalangeni
LUF | | luxembourg-franc
escudo | | escudo
leu | | leu lei
lev | | lev leva
kwacha | | kwachas
peso | | peso
franc | | franc
crown | | crown
krone | | krone kroner
dinar | | dinar
shilling | | shilling
mark | | mark
guilder | | guilder
florin | | florin
ducat | | ducat
taler | | taler thaler
doubloon | | doubloon
sesterce | | sesterce
denarius | | denarius denarii
farthing | | farthing
cent | ¢ | cent us-cent australian-cent canadian-cent u.s-cent u.s.-cent
euro cent | | euro-cent eurocent
pence | | pence penny pennies
paisa | | paisa paise
jiao | | jiao
fen | | fen
kopeck | | kopeck kopek copeck
centavo | | centavo
centime | | centime
rappen | | rappen
pfennig | | pfennig pfennige
grosz | | grosz groszy
haler | | haleru haler
agora | | agorot
kurus | | kurus kuruş
satang | | satang
piastre | | piastre piaster
stotinka | | stotinki
kobo | | kobo
pesewa | | pesewa
øre | | øre
öre | | öre
"""

# The codes that are written before or after a sum: "USD 20", "115.5USD".
CODES = word_set(
    "AED AFN ALL AMD AOA ARS AUD AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTC BTN BWP BYN"
    " BZD CAD CDF CHF CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL"
    " GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF"
    " KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR"
    " MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR"
    " SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX"
    " USD USDT UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL"
)
LOWER_CODES = word_set(  # those that are no English words
    "usd eur gbp cny jpy inr rmb aud chf hkd sgd nzd sek nok dkk krw thb myr idr vnd zar brl mxn"
    " rub pln huf czk ils aed sar twd ars clp egp ngn pkr bdt lkr uah php cad kwd qar kes"
)
# Whose money it is: "Bangladeshi takas".
NATIONAL = word_set(
    "afghan albanian algerian angolan argentine argentinian armenian austrian azerbaijani bahraini"
    " bangladeshi belarusian belgian bolivian botswanan brazilian bulgarian burmese cambodian"
    " chilean chinese colombian congolese croatian cuban czech danish dominican dutch egyptian"
    " estonian ethiopian finnish french gambian georgian german ghanaian greek guatemalan haitian"
    " honduran hungarian icelandic indian indonesian iranian iraqi irish israeli italian japanese"
    " jordanian kazakh kazakhstani kenyan korean kuwaiti kyrgyz lao laotian latvian lebanese libyan"
    " lithuanian macedonian malagasy malawian malaysian maldivian mauritian mexican moldovan"
    " mongolian moroccan mozambican nepalese nicaraguan nigerian norwegian omani pakistani"
    " panamanian papua paraguayan peruvian philippine polish portuguese qatari romanian russian"
    " rwandan samoan saudi serbian slovak slovenian somali spanish sri swedish swiss syrian"
    " tajikistani tanzanian thai tongan tunisian turkish turkmen ugandan ukrainian uruguayan uzbek"
    " venezuelan vietnamese yemeni zambian"
)
RENAMED = {"CNH": "CNY", "RMB": "CNY"}

# Words of sums that are as often something else: only after a large figure, or after "million".
AMBIGUOUS = word_set("won real marks mark crown crowns ether eth sterling kip dong")
# Smaller coins: how many of them are one of the currency, and of which, where that is one alone.
COINS = {
    "cent": (100, ""), "euro cent": (100, "EUR"), "pence": (100, "GBP IEP FKP"),
    "paisa": (100, "INR PKR NPR"), "jiao": (10, "CNY"), "fen": (100, "CNY"),
    "kopeck": (100, "RUB UAH BYN"), "centavo": (100, ""), "centime": (100, ""),
    "rappen": (100, "CHF"), "pfennig": (100, "DEM mark"), "grosz": (100, "PLN"),
    "haler": (100, "CZK"), "agora": (100, "ILS"), "kurus": (100, "TRY"), "satang": (100, "THB"),
    "piastre": (100, ""), "stotinka": (100, "BGN lev"), "kobo": (100, "NGN"),
    "pesewa": (100, "GHS"), "øre": (100, "DKK NOK krone"), "öre": (100, "SEK"),
}  # fmt: skip
