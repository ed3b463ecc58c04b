"""Facts about Japan, by hand: places, neighbourhoods, words of company names, job titles.

Populations are the census of 2020 in thousands, area codes those of the number plan of the ministry (MIC) without the
leading 0. `FREE` says which first digits of a local exchange nobody can have in an area: an exchange never starts with
0 or 1, but where a longer area code begins with the same digits (0721 beside 072) or a service does (0990 beside 099),
that digit is left out. Areas of one or two digits keep only 1 where they can: 0A0 and 0AB0 are for other services.
"""

from __future__ import annotations

# prefecture: city, slug, area code, population in thousands
PLACES = """
北海道: 札幌市 sapporo 11 1973; 旭川市 asahikawa 166 329; 函館市 hakodate 138 251; 釧路市 kushiro 154 165;
 帯広市 obihiro 155 167; 苫小牧市 tomakomai 144 170; 北見市 kitami 157 116; 小樽市 otaru 134 111; 江別市 ebetsu 11 121
青森県: 青森市 aomori 17 275; 八戸市 hachinohe 178 223; 弘前市 hirosaki 172 168
岩手県: 盛岡市 morioka 19 290; 奥州市 oshu 197 113; 一関市 ichinoseki 191 112
宮城県: 仙台市 sendai 22 1097; 石巻市 ishinomaki 225 140; 大崎市 osaki 229 127
秋田県: 秋田市 akita 18 308
山形県: 山形市 yamagata 23 248; 鶴岡市 tsuruoka 235 122; 酒田市 sakata 234 100
福島県: 福島市 fukushima 24 283; 郡山市 koriyama 24 328; いわき市 iwaki 246 333; 会津若松市 aizuwakamatsu 242 117
茨城県: 水戸市 mito 29 271; つくば市 tsukuba 29 242; 日立市 hitachi 294 175; ひたちなか市 hitachinaka 29 157;
 土浦市 tsuchiura 29 142; 古河市 koga 280 139
栃木県: 宇都宮市 utsunomiya 28 519; 小山市 oyama 285 167; 足利市 ashikaga 284 144; 栃木市 tochigi 282 156
群馬県: 前橋市 maebashi 27 332; 高崎市 takasaki 27 373; 太田市 ota-gunma 276 223; 伊勢崎市 isesaki 270 212
埼玉県: さいたま市 saitama 48 1324; 川口市 kawaguchi 48 594; 川越市 kawagoe 49 355; 所沢市 tokorozawa 4 342;
 越谷市 koshigaya 48 342; 熊谷市 kumagaya 48 194; 草加市 soka 48 248; 春日部市 kasukabe 48 230; 上尾市 ageo 48 226
千葉県: 千葉市 chiba 43 975; 船橋市 funabashi 47 643; 松戸市 matsudo 47 498; 市川市 ichikawa 47 497; 柏市 kashiwa 4 426;
 市原市 ichihara 436 270; 浦安市 urayasu 47 171; 成田市 narita 476 133; 八千代市 yachiyo 47 200; 木更津市 kisarazu 438 136
東京都: 千代田区 chiyoda 3 67; 中央区 chuo 3 169; 港区 minato 3 260; 新宿区 shinjuku 3 349; 文京区 bunkyo 3 240;
 台東区 taito 3 212; 墨田区 sumida 3 272; 江東区 koto 3 524; 品川区 shinagawa 3 422; 目黒区 meguro 3 288;
 大田区 ota 3 748; 世田谷区 setagaya 3 944; 渋谷区 shibuya 3 244; 中野区 nakano 3 345; 杉並区 suginami 3 592;
 豊島区 toshima 3 302; 北区 kita 3 355; 荒川区 arakawa 3 218; 板橋区 itabashi 3 585; 練馬区 nerima 3 753;
 足立区 adachi 3 695; 葛飾区 katsushika 3 453; 江戸川区 edogawa 3 698; 八王子市 hachioji 42 579; 町田市 machida 42 431;
 府中市 fuchu 42 263; 立川市 tachikawa 42 184; 調布市 chofu 42 243; 武蔵野市 musashino 422 150; 三鷹市 mitaka 422 196
神奈川県: 横浜市 yokohama 45 3777; 川崎市 kawasaki 44 1538; 相模原市 sagamihara 42 725; 藤沢市 fujisawa 466 437;
 横須賀市 yokosuka 46 388; 平塚市 hiratsuka 463 258; 厚木市 atsugi 46 224; 小田原市 odawara 465 189;
 鎌倉市 kamakura 467 173; 茅ヶ崎市 chigasaki 467 242; 大和市 yamato 46 239; 海老名市 ebina 46 137
新潟県: 新潟市 niigata 25 789; 長岡市 nagaoka 258 267; 上越市 joetsu 25 189
富山県: 富山市 toyama 76 414; 高岡市 takaoka 766 167
石川県: 金沢市 kanazawa 76 463; 小松市 komatsu 761 106
福井県: 福井市 fukui 776 262
山梨県: 甲府市 kofu 55 190
長野県: 長野市 nagano 26 373; 松本市 matsumoto 263 241; 上田市 ueda 268 154
岐阜県: 岐阜市 gifu 58 403; 大垣市 ogaki 584 159; 各務原市 kakamigahara 58 144
静岡県: 静岡市 shizuoka 54 693; 浜松市 hamamatsu 53 791; 富士市 fuji 545 245; 沼津市 numazu 55 190; 磐田市 iwata 538 167
愛知県: 名古屋市 nagoya 52 2332; 豊田市 toyota 565 423; 豊橋市 toyohashi 532 372; 岡崎市 okazaki 564 385;
 一宮市 ichinomiya 586 380; 春日井市 kasugai 568 308; 安城市 anjo 566 188; 刈谷市 kariya 566 153; 小牧市 komaki 568 149
三重県: 四日市市 yokkaichi 59 305; 津市 tsu 59 275; 鈴鹿市 suzuka 59 196
滋賀県: 大津市 otsu 77 345; 草津市 kusatsu 77 144
京都府: 京都市 kyoto 75 1464; 宇治市 uji 774 180
大阪府: 大阪市 osaka 6 2752; 堺市 sakai 72 826; 東大阪市 higashiosaka 6 494; 豊中市 toyonaka 6 402; 吹田市 suita 6 386;
 枚方市 hirakata 72 397; 高槻市 takatsuki 72 353; 茨木市 ibaraki 72 288; 八尾市 yao 72 265; 寝屋川市 neyagawa 72 230;
 岸和田市 kishiwada 72 191
兵庫県: 神戸市 kobe 78 1525; 姫路市 himeji 79 531; 西宮市 nishinomiya 798 486; 尼崎市 amagasaki 6 459; 明石市 akashi 78 303;
 加古川市 kakogawa 79 261; 宝塚市 takarazuka 797 227
奈良県: 奈良市 nara 742 355
和歌山県: 和歌山市 wakayama 73 357
鳥取県: 鳥取市 tottori 857 188; 米子市 yonago 859 147
島根県: 松江市 matsue 852 204; 出雲市 izumo 853 173
岡山県: 岡山市 okayama 86 725; 倉敷市 kurashiki 86 475
広島県: 広島市 hiroshima 82 1201; 福山市 fukuyama 84 461; 呉市 kure 823 215; 東広島市 higashihiroshima 82 197
山口県: 下関市 shimonoseki 83 255; 山口市 yamaguchi 83 194; 宇部市 ube 836 162
徳島県: 徳島市 tokushima 88 252
香川県: 高松市 takamatsu 87 418
愛媛県: 松山市 matsuyama 89 511; 今治市 imabari 898 152
高知県: 高知市 kochi 88 327
福岡県: 福岡市 fukuoka 92 1612; 北九州市 kitakyushu 93 939; 久留米市 kurume 942 303
佐賀県: 佐賀市 saga 952 233
長崎県: 長崎市 nagasaki 95 409; 佐世保市 sasebo 956 243
熊本県: 熊本市 kumamoto 96 739
大分県: 大分市 oita 97 476
宮崎県: 宮崎市 miyazaki 985 401; 都城市 miyakonojo 986 161; 延岡市 nobeoka 982 118
鹿児島県: 鹿児島市 kagoshima 99 593
沖縄県: 那覇市 naha 98 318; 沖縄市 okinawa 98 143; うるま市 uruma 98 126
"""

# area code: free first digits ("-" none); others have 1, and those of three digits both 0 and 1
FREES = """
3:1 6:1 4:1 154:0 155:0 19:- 24:- 258:1 26:- 28:- 29:0 422:1 47:- 53:0
55:- 58:0 59:0 72:0 76:0 77:- 79:- 836:1 99:-
"""
FREE = dict(entry.split(":") for entry in FREES.split())

# neighbourhood names that towns all over Japan have, from common to rare
NEIGHBOURHOODS = """
本町 中央 栄町 緑町 東町 西町 南町 北町 新町 大手町 幸町 旭町 錦町 若葉町 桜町 元町 駅前 本郷 末広町 朝日町 寿町 富士見町 泉町 曙町
高砂町 宮前 大町 上町 仲町 昭和町 日の出町 春日町 松原 松ヶ丘 緑ヶ丘 桜ヶ丘 旭ヶ丘 希望ヶ丘 富士見 若松町 鶴見町 住吉町 八幡町 宮町 天神
清水町 花園 美原 平和町 港町 浜町 千歳町 永楽町 弥生町 柳町 梅田町 竹園 東中央 西中央 南中央 青葉 若宮 神明町 稲荷町 高松 大和町 豊町
中島 新田 川端町 橋本町 城東 城南 城西 城北 山手 田町 小松原 宝町 銀座通 千代田町
"""

SECTORS = """
製作所 seisakusho Manufacturing 9|製造 seizo Manufacturing 3|精密工業 seimitsu-kogyo Manufacturing 4|化成品 kaseihin Chemicals 3
化学工業 kagaku-kogyo Chemicals 2|建設 kensetsu Construction 7|工務店 komuten Construction 4|設備工事 setsubi-koji Construction 3
物流 butsuryu Logistics 6|運輸 unyu Logistics 4|倉庫 soko Logistics 2|商事 shoji Wholesale 8|通商 tsusho Wholesale 4
物産 bussan Wholesale 3|食品 shokuhin Food 5|フーズ foods Food 4|水産 suisan Food 2|ストア store Retail 4|リテール retail Retail 2
システム system Software 8|ソフトウェア software Software 4|テクノロジー technology Software 4|データソリューションズ data-solutions Software 2
コンサルティング consulting Consulting 5|マーケティング marketing Marketing 3|広告 kokoku Marketing 2|ファイナンス finance Finance 2
キャピタル capital Finance 2|保険サービス hoken-service Insurance 3|不動産 fudosan Real-Estate 5|住宅 jutaku Real-Estate 3
メディカル medical Healthcare 4|ヘルスケア healthcare Healthcare 3|教育システム kyoiku-system Education 2|アカデミー academy Education 2
リゾート resort Hospitality 2|旅館 ryokan Hospitality 1|エナジー energy Energy 3|電力サービス denryoku-service Energy 2
アグリ agri Agriculture 2|農産 nosan Agriculture 2|メディア media Media 2|出版 shuppan Media 2|リーガルサポート legal-support Legal 1
エンジニアリング engineering Engineering 5|技術研究所 gijutsu-kenkyujo Engineering 2|オートサービス auto-service Automotive 3
自動車部品 jidosha-buhin Automotive 4|繊維 seni Textiles 2|アパレル apparel Textiles 3|トラベル travel Travel 2|観光 kanko Travel 2
通信 tsushin Telecommunications 3|ネットワークス networks Telecommunications 3|警備保障 keibi-hosho Security 2
セキュリティ security Security 2|人材サービス jinzai-service Recruitment 3|スタッフ staff Recruitment 2|デザイン design Design 3
"""

# A surname stands beside neutral words alone: surname and trade (村田製作所, 清水建設, 大塚商会) is often a well-known firm.
PATTERNS = """
{legal}{root}{sector} 24
{root}{sector}{legal} 16
{legal}{root} 10
{root}{legal} 7
{legal}{surname}商店 5
{legal}{surname}企画 3
{surname}企画{legal} 1
{legal}オフィス{surname} 2
{legal}{surname}事務所 2
{legal}{surname}総業 2
{legal}{surname}本店 1
{legal}{surname}兄弟社 1
{legal}{surname}コーポレーション 1
{surname}・{surname2}共同事務所 1
{surname}事務所 1
{legal}{root}ホールディングス 2
{legal}{root}グループ 2
{legal}{root}パートナーズ 2
{legal}{root}ジャパン 2
{legal}{root}コーポレーション 2
{legal}{root}ラボ 1
{legal}{root}{sector}東日本 1
{legal}{root}{sector}西日本 1
日本{root}{legal} 2
日本{root}{sector}{legal} 2
{legal}新{root}{sector} 1
{legal}{root}・{surname} 1
{legal}{root}企画 1
{legal}{root}総合サービス 1
{root}協同組合 1
"""

LEGAL_FORMS = "株式会社 78|有限会社 13|合同会社 9"

TITLES = """
executive general: 代表取締役 8|代表取締役社長 14|取締役 7|取締役副社長 2|専務取締役 4|常務取締役 5|執行役員 5|会長 1|代表社員 3|社長室長 2
executive sales: 取締役営業本部長 3|執行役員営業統括 1
executive finance: 最高財務責任者 1|取締役管理本部長 2
executive technology: 最高技術責任者 1|取締役技術本部長 2|最高情報責任者 1
executive operations: 取締役工場長 2|最高執行責任者 1
executive marketing: 最高マーケティング責任者 1
head general: 支店長 8|支社長 3|経営企画部長 4|事業部長 5|本部長 3
head sales: 営業部長 12|営業本部長 3|海外営業部長 2
head marketing: マーケティング部長 4|広報部長 1
head finance: 経理部長 5|財務部長 3
head operations: 工場長 5|製造部長 4|生産管理部長 3|物流部長 3|品質保証部長 2
head technology: 情報システム部長 5|技術部長 5|開発部長 3
head purchasing: 購買部長 4|資材部長 3|調達部長 2
head people: 人事部長 4|総務部長 7
head legal: 法務部長 2
manager general: 課長 14|次長 6|課長代理 6|店長 8|営業所長 9|室長 3|経営企画課長 3
manager sales: 営業課長 16|営業係長 7|営業所次長 1|営業推進課長 3
manager marketing: マーケティング課長 6|広報課長 2|販売促進課長 3|宣伝課長 1
manager finance: 経理課長 8|財務課長 3
manager operations: 製造課長 6|生産管理課長 6|物流課長 5|品質管理課長 5|工務課長 3|業務課長 6
manager technology: 情報システム課長 8|開発課長 5|技術課長 6|プロジェクトマネージャー 5|ITマネージャー 3
manager purchasing: 購買課長 8|資材課長 5|調達課長 4|仕入課長 2
manager people: 人事課長 5|総務課長 11
manager legal: 法務課長 2
specialist general: 主任 12|係長 10|主事 2|リーダー 4|経営企画担当 4
specialist sales: 営業主任 12|営業担当 14|営業事務 8|カスタマーサクセス担当 3
specialist marketing: マーケティング担当 9|広報担当 3|Web担当 4|販促担当 3
specialist finance: 経理担当 10|経理主任 5
specialist operations: 生産管理担当 6|品質管理担当 5|物流担当 5|業務担当 5|製造主任 4
specialist technology: システムエンジニア 8|情報システム担当 9|社内SE 5|開発担当 5|設計担当 5|技術主任 4
specialist purchasing: 購買担当 9|資材担当 5|調達担当 5|バイヤー 5|購買主任 4
specialist people: 人事担当 6|総務担当 10|総務主任 5|採用担当 3
specialist legal: 法務担当 3
"""

# parts of invented roots: kana with romaji, and compounds of characters with their reading
KANA_FRONTS = """
アスネ asune,イルヴェ iruve,ウルミ urumi,エスノ esuno,オルシ orushi,カナヴェ kanave,キリュネ kiryune,クオリマ kuorima,ケルノ keruno,
サイネヴ sainev,シエルノ shieruno,スヴェリ suveri,セリュア seryua,ソラヴェ sorave,タリュネ taryune,チェルミ cherumi,ツムネ tsumune,
トレヴァ toreva,ナギュラ nagyura,ニレヴァ nireva,ノルミア norumia,ハルヴェ haruve,ヒヴェル hiveru,フォルネ forune,マルヴェ maruve,
ミュレア myurea,ユリヴェ yurive,リュゼノ ryuzeno,ルヴィラ ruvira,レヴァノ revano
"""
KANA_BACKS = (
    "クス kusu,リタ rita,テム temu,ディア dia,ロン ron,シオ shio,ネスト nesuto,バリス barisu,カイ kai,ゼル zeru"
)
KANJI_FRONTS = """
霧 kiri,澄 sumi,凪 nagi,柊 hiiragi,雫 shizuku,茜 akane,葵 aoi,暁 akatsuki,鷺 sagi,梢 kozue,渚 nagisa,楡 nire,雲 kumo,虹 niji,霞 kasumi,
蛍 hotaru,藍 ai,朧 oboro,椛 momiji,篝 kagari,漣 sazanami,薫 kaoru,鳶 tobi,砂 suna
"""
KANJI_BACKS = "乃瀬 nose,乃杜 nomori,野辺 nobe,見原 mihara,渡里 watari,沢音 sawane,乃江 noe,間瀬 mase"

# usual readings of surnames where the package has a rare or a mechanical one
READINGS = """
新田 にった,内海 うつみ,水田 みずた,金山 かなやま,山上 やまがみ,白鳥 しらとり,三枝 さえぐさ,小栗 おぐり,末吉 すえよし,田尻 たじり,今 こん,秦 はた,
横川 よこがわ,下地 しもじ,角谷 かくたに,川越 かわごえ,神戸 かんべ,玉置 たまき,角 すみ,川原 かわはら,河原 かわはら,吉原 よしはら,狩野 かのう,
白石 しらいし,畑 はた,菅 すが,柏原 かしわばら,平 たいら,中谷 なかたに,千田 ちだ
"""
