-- A till of schema 0003 with every kind of entry, as that version wrote it: what a later version has to climb from.
-- Made with the sqlite3 shell's .dump; never edited.
PRAGMA application_id = 1514753605;
PRAGMA user_version = 3;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE till (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  register TEXT NOT NULL,
  currency TEXT NOT NULL,
  places INTEGER NOT NULL,
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO till VALUES(1,'01a20793-0b79-7004-ba1e-5c358de90298','A','USD',2,0,1795423406968);
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('shop','Stigmergy Distro');
CREATE TABLE price_list (name TEXT PRIMARY KEY CHECK (name <> ''), price TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE tax_class (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  rate_ppm INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  included INTEGER NOT NULL CHECK (included IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO tax_class VALUES('books',88750,0);
CREATE TABLE offer (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  units INTEGER NOT NULL CHECK (units BETWEEN 2 AND 100),
  price_minor INTEGER NOT NULL CHECK (price_minor BETWEEN 0 AND 1000000000000),
  tag TEXT,
  skus TEXT NOT NULL,
  event TEXT NOT NULL,
  from_day TEXT,
  until_day TEXT,
  stopped INTEGER NOT NULL CHECK (stopped IN (0, 1))
) STRICT;
INSERT INTO offer VALUES(1,'01a20793-0bbb-7633-98dd-a607e165d793','any 3 half-sheets for $2',3,200,'half-sheet','[]','',NULL,NULL,0);
CREATE TABLE title (
  sku TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  makers TEXT NOT NULL,
  price TEXT,
  price_list TEXT REFERENCES price_list (name),
  tax_class TEXT REFERENCES tax_class (name),
  tags TEXT NOT NULL,
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
  weight_mg INTEGER CHECK (weight_mg >= 0),
  introduced TEXT,
  barcode TEXT,
  contents TEXT NOT NULL,
  description TEXT NOT NULL,
  maker_share_ppm INTEGER CHECK (maker_share_ppm BETWEEN 0 AND 1000000),
  archived INTEGER NOT NULL CHECK (archived IN (0, 1)), pages INTEGER CHECK (pages BETWEEN 1 AND 9999), format TEXT, language TEXT, low_stock INTEGER CHECK (low_stock >= 0), sold_out INTEGER NOT NULL DEFAULT 0 CHECK (sold_out IN (0, 1)), cover TEXT,
  CHECK ((price IS NULL) <> (price_list IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO title VALUES('a-grammar-of-no',23,'A Grammar of No','["P. Quill"]','sliding $2.00–$8.00, suggested $5.00',NULL,NULL,'["theory","sliding scale"]',1,85050,'2024-09','2000000012384','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('a-long-walk',39,'A Long Walk Round the Edge of a Small Town, with Notes on Fences, Dogs, Bus Shelters and the Kindness of Strangers','["Hester Gray"]','3 for $6.00, else $3.00 each',NULL,NULL,'["theory"]',1,107730,'2017-06','2000000014258','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('balcony-almanac',13,'Balcony Almanac','["Green thumb press","Ida Lund"]','$3.00 each',NULL,NULL,'["garden"]',1,73710,'2024-01','2000000011363','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('bike-repair-by-headlamp',21,'Bike Repair by Headlamp','["Spoke & chain"]','$2.00 each, 5 or more $1.50 each',NULL,NULL,'["how-to","pocket"]',1,39690,'2020-02','2000000012216','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('compost-is-patient',12,'Compost Is Patient','["Green thumb press"]','any 3 for $5.00, else $2.00 each',NULL,NULL,'["garden"]',1,28350,'2022-03','2000000011196','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('converge-and-overtake',0,'Converge and Overtake!','["Kevin Carson","David S. D’Amato"]','1st $1.00, rest $0.75 each',NULL,NULL,'["half-sheet","theory"]',1,56700,'2012-02',NULL,'[]','',NULL,0,NULL,NULL,NULL,5,0,'0c336e99201ed42a7b596b06cf06509bdf3bb7ab11722387869a843d607e98ca');
INSERT INTO title VALUES('dear-night-shift',26,'Dear Night Shift','["Rosa Malin"]','$2.00 each',NULL,NULL,'["letters"]',1,34020,'2021-01','2000000012728','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('eleftheria',16,'Ελευθερία','["Εκδόσεις Άνεμος"]','sliding $1.00–$4.00, suggested $2.00',NULL,NULL,'["theory","sliding scale"]',1,60000,'2019-12',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('first-aid-for-crowds',22,'First Aid for Crowds','["Street medics","Legal support"]','sliding $1.00–$5.00: low income $1.00 / standard $3.00 / solidarity $5.00',NULL,NULL,'["how-to","sliding scale"]',1,68040,'2020-07',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('fold-staple-riot',1,'Fold, Staple, Riot','["Table collective"]','sliding $1.00–$5.00',NULL,NULL,'["how-to","sliding scale"]',1,42525,'2019-05','2000000010175','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('half-sheet-ten-pack',35,'Ten Half-Sheets, Our Choice','["Table collective"]','$7.00 each',NULL,NULL,'["bundle","half-sheet"]',1,567000,'2021-05','2000000013916','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('how-to-read-a-contract',38,'How to Read a Contract','["Legal support"]','pay what you can, suggested $1.00',NULL,NULL,'["how-to","pocket"]',1,22680,'2022-09',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('how-to-start-a-distro',6,'How to Start a Distro','["Table collective"]','1st $1.00, rest $0.75 each',NULL,NULL,'["half-sheet","how-to"]',1,56700,'2017-09',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('know-your-rights',4,'Know Your Rights (pocket)','["Legal support"]','free',NULL,NULL,'["free","pocket"]',1,11340,'2018-01',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('letters-from-inside-1-2',24,'Letters from Inside vols. 1 and 2','["Books to prisoners"]','pay what you can',NULL,NULL,'["letters","bundle"]',1,112000,'2022-06',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('letters-from-inside-3',7,'Letters from Inside vol. 3','["Books to prisoners"]','pay what you can, suggested $2.00',NULL,NULL,'["letters"]',1,58000,'2023-06',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('library-in-a-box',36,'A Library in a Box','["Table collective","Books to prisoners"]','sliding $15.00–$40.00, suggested $25.00',NULL,NULL,'["bundle","sliding scale"]',1,1360800,'2023-12','2000000014081','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('linocut-crow',30,'Linocut: Crow on a Wire','["Marit Oyelaran"]','$8.00 each',NULL,NULL,'["print"]',1,25515,'2024-06','2000000013404','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('linocut-picket',31,'Linocut: Picket at Dawn','["Marit Oyelaran"]','$8.00 each',NULL,NULL,'["print"]',1,25515,'2024-06','2000000013572','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('map-of-free-water',37,'Map of Free Water','["Block committee"]','free',NULL,NULL,'["free","pocket"]',1,8505,'2023-07',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('mutual-aid-cookbook',5,'Mutual Aid Cookbook','["Kitchen 12"]','$4.00 each',NULL,'books','["how-to"]',1,147420,'2021-11','2000000010687','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('night-market-ghosts',9,'Night Market Ghosts','["L. Tran"]','$6.00 each',NULL,NULL,'["comic"]',1,178605,'2022-10','2000000010854','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('night-school-notebook',40,'Night School Notebook','["Kitchen 12","Cy Abara"]','$1.00 each',NULL,NULL,'["half-sheet"]',1,31185,'2019-10','2000000014425','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('pigeon-season',28,'Pigeon Season','["Mo Vantongeren"]','$5.00 each',NULL,NULL,'["comic"]',1,136080,'2024-04','2000000013060','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('postcards-to-nobody',25,'Postcards to Nobody','["Wen Ashby"]','5 for $4.00, 10 for $7.00, else $1.00 each',NULL,NULL,'["print","letters"]',1,5670,'2023-11','2000000012551','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('que-hacer',15,'¿Qué hacer?','["Inés Peña","Colectivo Ñandú"]','1st $1.00, rest $0.50 each',NULL,NULL,'["half-sheet","theory"]',1,45000,'2015-07',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('radio-waves-for-all',11,'Radio Waves for All','["Pirate air"]','1st $1.00, rest $0.75 each',NULL,NULL,'["half-sheet","how-to"]',1,56700,'2016-04',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('riso-for-beginners',8,'Riso for Beginners','["Ink & drum"]','2 for $5.00, else $3.00 each',NULL,NULL,'["how-to","print"]',1,116235,'2024-05','9780306406157','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('seed-saving-for-city-blocks',2,'Seed Saving for City Blocks','["Green thumb press"]','any 3 for $5.00, else $2.00 each',NULL,NULL,'["garden","how-to"]',1,28350,'2021-03','2000000010342','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('small-engines-large-feelings',29,'Small Engines, Large Feelings','["Dot Hurley"]','any 3 for $5.00, else $2.00 each',NULL,NULL,'["comic"]',1,48195,'2023-08','2000000013237','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('sticker-cats-against-clocks',33,'Sticker: Cats Against Clocks','["Table collective"]','1st $1.00, rest $0.50 each, any mix',NULL,NULL,'["sticker"]',1,2835,'2022-01',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('sticker-read-more',32,'Sticker: Read More, Own Less','["Table collective"]','1st $1.00, rest $0.50 each, any mix',NULL,NULL,'["sticker"]',1,2835,'2022-01',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('sticker-sheet-garden',34,'Sticker Sheet: Weeds of the Sidewalk','["Ida Lund"]','$0.75 each',NULL,NULL,'["sticker","garden"]',1,5670,'2023-05','2000000013749','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('strike-a-comic',10,'Strike! A Comic','["J. Ruiz"]','any 3 for $5.00, else $2.00 each',NULL,NULL,'["comic"]',1,51030,'2022-05','2000000011028','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('svoboda',17,'Свобода','["Издательство «Ветер»"]','$2.00 each, 5 or more $1.50 each',NULL,NULL,'["theory"]',1,55000,'2018-11',NULL,'[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('tenants-union-starter',18,'Tenants’ Union Starter','["Block committee"]','first 4 $2.00 each, rest $1.50 each',NULL,NULL,'["how-to"]',1,53865,'2023-02','2000000011707','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('the-commons-illustrated',3,'The Commons, Illustrated','["M. Okafor"]','1st $1.00, rest $0.75 each',NULL,NULL,'["half-sheet","comic"]',1,56700,'2020-10','2000000010519','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('the-laundromat-dialogues',27,'The Laundromat Dialogues','["Cy Abara","Lou Fenn"]','3 for $5.00, else $2.00 each',NULL,NULL,'["comic"]',1,45360,'2019-03','2000000012896','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('twelve-short-manifestos',20,'Twelve Short Manifestos','["Various hands"]','1st $3.00, next 3 $2.00 each, rest $1.00 each',NULL,NULL,'["theory"]',1,82215,'2013-10','2000000012049','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('uber-garten',14,'Über Gärten','["Jörg Weiß"]','$2.50 each',NULL,NULL,'["garden"]',1,70000,'2020-06','2000000011530','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO title VALUES('what-the-river-owns',19,'What the River Owns','["Tomasz Bielak"]','1st $3.00, 2nd $2.00, rest $1.00 each',NULL,NULL,'["theory"]',1,93555,'2021-08','2000000011875','[]','',NULL,0,NULL,NULL,NULL,NULL,0,NULL);
CREATE TABLE stock (sku TEXT PRIMARY KEY, copies INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO stock VALUES('a-grammar-of-no',9);
INSERT INTO stock VALUES('a-long-walk',10);
INSERT INTO stock VALUES('balcony-almanac',10);
INSERT INTO stock VALUES('bike-repair-by-headlamp',24);
INSERT INTO stock VALUES('compost-is-patient',11);
INSERT INTO stock VALUES('converge-and-overtake',27);
INSERT INTO stock VALUES('dear-night-shift',18);
INSERT INTO stock VALUES('eleftheria',5);
INSERT INTO stock VALUES('first-aid-for-crowds',33);
INSERT INTO stock VALUES('fold-staple-riot',12);
INSERT INTO stock VALUES('half-sheet-ten-pack',8);
INSERT INTO stock VALUES('how-to-read-a-contract',44);
INSERT INTO stock VALUES('how-to-start-a-distro',17);
INSERT INTO stock VALUES('know-your-rights',140);
INSERT INTO stock VALUES('letters-from-inside-1-2',12);
INSERT INTO stock VALUES('letters-from-inside-3',25);
INSERT INTO stock VALUES('library-in-a-box',2);
INSERT INTO stock VALUES('linocut-crow',6);
INSERT INTO stock VALUES('linocut-picket',2);
INSERT INTO stock VALUES('map-of-free-water',95);
INSERT INTO stock VALUES('mutual-aid-cookbook',4);
INSERT INTO stock VALUES('night-school-notebook',28);
INSERT INTO stock VALUES('pigeon-season',4);
INSERT INTO stock VALUES('postcards-to-nobody',60);
INSERT INTO stock VALUES('que-hacer',19);
INSERT INTO stock VALUES('radio-waves-for-all',8);
INSERT INTO stock VALUES('riso-for-beginners',3);
INSERT INTO stock VALUES('seed-saving-for-city-blocks',9);
INSERT INTO stock VALUES('small-engines-large-feelings',20);
INSERT INTO stock VALUES('sticker-cats-against-clocks',64);
INSERT INTO stock VALUES('sticker-read-more',85);
INSERT INTO stock VALUES('sticker-sheet-garden',40);
INSERT INTO stock VALUES('strike-a-comic',14);
INSERT INTO stock VALUES('svoboda',16);
INSERT INTO stock VALUES('tenants-union-starter',30);
INSERT INTO stock VALUES('the-commons-illustrated',22);
INSERT INTO stock VALUES('the-laundromat-dialogues',15);
INSERT INTO stock VALUES('twelve-short-manifestos',21);
INSERT INTO stock VALUES('uber-garten',7);
INSERT INTO stock VALUES('what-the-river-owns',13);
CREATE TABLE cart (id TEXT PRIMARY KEY, changed_at INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  body TEXT NOT NULL,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;
INSERT INTO journal VALUES(1,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":1,"at_ms":1795423406985,"offset_min":-480,"day":"2026-11-22","what":{"kind":"session_open","id":"01a20793-0b89-74d0-a5f4-f6757df42875","float":4000,"event":"Fest","by":"Robin"}}',X'85fa4e7aec870ed915ba672e5be0de549295090937553d42da91ad3ba15a0272');
INSERT INTO journal VALUES(2,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":2,"at_ms":1795201200000,"offset_min":-480,"day":"2026-11-20","what":{"kind":"sale","id":"01a20793-0b91-76e0-9bb7-0c09517be71e","key":"01a20793-0b91-76e0-9bb7-0c08c4ef1861","register":"A","number":1,"clock_suspect":false,"late":true,"session":"01a20793-0b89-74d0-a5f4-f6757df42875","event":"Fest","by":"Robin","practice":false,"currency":"USD","lines":[{"sku":"converge-and-overtake","title":"Converge and Overtake!","makers":["Kevin Carson","David S. D’Amato"],"sentence":"1st $1.00, rest $0.75 each","price_list":null,"tags":["half-sheet","theory"],"maker_share_ppm":null,"tax_class":null,"quantity":3,"charges":[{"quantity":1,"unit":100,"amount":100,"text":"1 × $1.00","offer":null},{"quantity":2,"unit":75,"amount":150,"text":"2 × $0.75","offer":null}],"choices":[],"price_override":null,"discount":0,"total":250,"saved":50,"counted":true}],"terms":{"offers":[],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null},"goods":250,"tax_added":0,"donations":[{"jar":"Books","amount":50}],"rounding":0,"total":300,"payments":[{"method":"cash","given":500,"change":200,"unverified":false}],"note":""}}',X'884578437e0b4acd26ed419086d8d8e65e73aec2b9cb083dba8e38f35ffbaa97');
INSERT INTO journal VALUES(3,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":3,"at_ms":1795201500000,"offset_min":-480,"day":"2026-11-20","what":{"kind":"sale","id":"01a20793-0b99-729b-aeeb-221f3565bbb9","key":"01a20793-0b99-729b-aeeb-221e7a7f7c71","register":"A","number":2,"clock_suspect":false,"late":true,"session":"01a20793-0b89-74d0-a5f4-f6757df42875","event":"Fest","by":"Robin","practice":false,"currency":"USD","lines":[{"sku":"fold-staple-riot","title":"Fold, Staple, Riot","makers":["Table collective"],"sentence":"sliding $1.00–$5.00","price_list":null,"tags":["how-to","sliding scale"],"maker_share_ppm":null,"tax_class":null,"quantity":2,"charges":[{"quantity":2,"unit":300,"amount":600,"text":"2 × $3.00","offer":null}],"choices":[{"quantity":2,"amount":300,"band":null}],"price_override":null,"discount":0,"total":600,"saved":0,"counted":true}],"terms":{"offers":[],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null},"goods":600,"tax_added":0,"donations":[],"rounding":0,"total":600,"payments":[{"method":"card","given":400,"change":0,"unverified":false},{"method":"cash","given":500,"change":300,"unverified":false}],"note":""}}',X'f3e33395895115bdc6280be2296f6cda9bc196a4aa9a432d33ed2be2295d870c');
INSERT INTO journal VALUES(4,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":4,"at_ms":1795202100000,"offset_min":-480,"day":"2026-11-20","what":{"kind":"sale","id":"01a20793-0ba1-77af-b34b-13b5cd499d84","key":"01a20793-0ba1-77af-b34b-13b48a77f639","register":"A","number":3,"clock_suspect":false,"late":true,"session":"01a20793-0b89-74d0-a5f4-f6757df42875","event":"Fest","by":"Robin","practice":false,"currency":"USD","lines":[{"sku":"converge-and-overtake","title":"Converge and Overtake!","makers":["Kevin Carson","David S. D’Amato"],"sentence":"1st $1.00, rest $0.75 each","price_list":null,"tags":["half-sheet","theory"],"maker_share_ppm":null,"tax_class":null,"quantity":2,"charges":[{"quantity":2,"unit":25,"amount":50,"text":"2 × $0.25","offer":null}],"choices":[],"price_override":{"each":25,"reason":"creased"},"discount":0,"total":50,"saved":0,"counted":true}],"terms":{"offers":[],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null},"goods":50,"tax_added":0,"donations":[],"rounding":0,"total":50,"payments":[{"method":"cash","given":100,"change":50,"unverified":false}],"note":"rain"}}',X'eda4641b8550fe1a7392a6e077a99b9b7b17051580106267c8bd5bcbab428e01');
INSERT INTO journal VALUES(5,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":5,"at_ms":1795204800000,"offset_min":-480,"day":"2026-11-20","what":{"kind":"sale","id":"01a20793-0bc8-7597-ab32-1160dee3dc78","key":"01a20793-0bc8-7597-ab32-115fc7b96eb7","register":"A","number":4,"clock_suspect":false,"late":true,"session":"01a20793-0b89-74d0-a5f4-f6757df42875","event":"Fest","by":"Robin","practice":false,"currency":"USD","lines":[{"sku":"mutual-aid-cookbook","title":"Mutual Aid Cookbook","makers":["Kitchen 12"],"sentence":"$4.00 each","price_list":null,"tags":["how-to"],"maker_share_ppm":null,"tax_class":"books","quantity":1,"charges":[{"quantity":1,"unit":400,"amount":400,"text":"1 × $4.00","offer":null}],"choices":[],"price_override":null,"discount":130,"total":270,"saved":0,"counted":true},{"sku":"converge-and-overtake","title":"Converge and Overtake!","makers":["Kevin Carson","David S. D’Amato"],"sentence":"1st $1.00, rest $0.75 each","price_list":null,"tags":["half-sheet","theory"],"maker_share_ppm":null,"tax_class":null,"quantity":3,"charges":[{"quantity":3,"unit":null,"amount":200,"text":"3 as \"any 3 half-sheets for $2\"","offer":0}],"choices":[],"price_override":null,"discount":20,"total":180,"saved":100,"counted":true}],"terms":{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":1,"of":3,"saved":50}],"best_found":false,"discounts":[{"line":0,"rate_ppm":null,"amount":100,"reason":"creased","taken":100},{"line":null,"rate_ppm":100000,"amount":null,"reason":"creased","taken":50}],"taxes":[{"class":"books","rate_ppm":88750,"included":false,"base":270,"amount":24}],"smallest_coin":null},"goods":450,"tax_added":24,"donations":[],"rounding":0,"total":474,"payments":[{"method":"venmo","given":200,"change":0,"unverified":true},{"method":"cash","given":500,"change":226,"unverified":false}],"note":""}}',X'3fc131d8a11df8457baa22b26fb1ff68881583fe4a48c8b5f74470cbc0d1432c');
INSERT INTO journal VALUES(6,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":6,"at_ms":1795434667520,"offset_min":0,"day":"2026-11-23","what":{"kind":"sale","id":"01a2083e-de05-7097-b2c3-5ecc7ea32cd3","key":"01a2083e-de00-715f-9d43-dea4e21f22da","register":"A","number":5,"clock_suspect":true,"late":false,"session":"01a20793-0b89-74d0-a5f4-f6757df42875","event":"Fest","by":"Robin","practice":false,"currency":"USD","lines":[{"sku":"converge-and-overtake","title":"Converge and Overtake!","makers":["Kevin Carson","David S. D’Amato"],"sentence":"1st $1.00, rest $0.75 each","price_list":null,"tags":["half-sheet","theory"],"maker_share_ppm":null,"tax_class":null,"quantity":2,"charges":[{"quantity":1,"unit":100,"amount":100,"text":"1 × $1.00","offer":null},{"quantity":1,"unit":75,"amount":75,"text":"1 × $0.75","offer":null}],"choices":[],"price_override":null,"discount":0,"total":175,"saved":25,"counted":true}],"terms":{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":0,"of":2,"saved":0}],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null},"goods":175,"tax_added":0,"donations":[],"rounding":0,"total":175,"payments":[{"method":"venmo","given":175,"change":0,"unverified":true}],"note":""}}',X'd50d7ee844e7ac95eeee3ac691c10ea0d7c40315dd6817809c88e1f4b1f0e5dc');
INSERT INTO journal VALUES(7,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":7,"at_ms":1795434667560,"offset_min":0,"day":"2026-11-23","what":{"kind":"confirmation","id":"01a2083e-de28-75b7-bbee-f9094913b665","sale":"01a2083e-de05-7097-b2c3-5ecc7ea32cd3","of":5,"by":"Robin","amount":175}}',X'24d9d0029b168424d8ba8c7be86edf72d7810678a5f724a1a1b431a8a16124f6');
INSERT INTO journal VALUES(8,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":8,"at_ms":1795434667584,"offset_min":0,"day":"2026-11-23","what":{"kind":"correction","id":"01a2083e-de40-7540-a7a8-8a58efd66cea","key":"01a2083e-de3f-73dd-a72f-68a1cb792948","register":"A","number":6,"how":"refund","sale":"01a2083e-de05-7097-b2c3-5ecc7ea32cd3","of":5,"clock_suspect":false,"session":"01a20793-0b89-74d0-a5f4-f6757df42875","event":"Fest","by":"Robin","practice":false,"currency":"USD","reason":"torn","lines":[{"line":0,"sku":"converge-and-overtake","title":"Converge and Overtake!","copies":1,"choices":[],"amount":75,"discount":0,"saved":25,"counted":true,"damaged":true}],"goods":75,"tax_added":0,"taxes":[],"saved_by_offers":0,"donations":[],"rounding":0,"total":75,"payments":[{"method":"venmo","amount":75,"unverified":false}]}}',X'a1030371d9ca907685e6a1231888b98a832a43ecd5fe59952e9407647d00deeb');
INSERT INTO journal VALUES(9,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":9,"at_ms":1795434667603,"offset_min":0,"day":"2026-11-23","what":{"kind":"correction","id":"01a2083e-de54-72b7-a2bd-bb727ddca11f","key":"01a2083e-de53-7762-911b-7cef5c5065d7","register":"A","number":7,"how":"repay","sale":"01a20793-0b91-76e0-9bb7-0c09517be71e","of":1,"clock_suspect":false,"session":"01a20793-0b89-74d0-a5f4-f6757df42875","event":"Fest","by":"Robin","practice":false,"currency":"USD","reason":"","lines":[],"goods":0,"tax_added":0,"taxes":[],"saved_by_offers":0,"donations":[],"rounding":0,"total":0,"payments":[{"method":"cash","amount":300,"unverified":false},{"method":"card","amount":-300,"unverified":false}]}}',X'341be52654084cb7d2d991260ffdbbb6f3f63d621a40c7278aa64406e4ecf9ec');
INSERT INTO journal VALUES(10,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":10,"at_ms":1795434667623,"offset_min":0,"day":"2026-11-23","what":{"kind":"correction","id":"01a2083e-de68-736a-980f-e966cffd1f78","key":"01a2083e-de67-767a-857c-64d85ae14c0d","register":"A","number":8,"how":"void","sale":"01a20793-0b99-729b-aeeb-221f3565bbb9","of":2,"clock_suspect":false,"session":"01a20793-0b89-74d0-a5f4-f6757df42875","event":"Fest","by":"Robin","practice":false,"currency":"USD","reason":"rung up twice","lines":[{"line":0,"sku":"fold-staple-riot","title":"Fold, Staple, Riot","copies":2,"choices":[{"quantity":2,"amount":300,"band":null}],"amount":600,"discount":0,"saved":0,"counted":true,"damaged":false}],"goods":600,"tax_added":0,"taxes":[],"saved_by_offers":0,"donations":[],"rounding":0,"total":600,"payments":[{"method":"cash","amount":200,"unverified":false},{"method":"card","amount":400,"unverified":false}]}}',X'9771f7ff14972609e4a16f3164788ac677b960f1529eaf4fa281f9cf78305454');
INSERT INTO journal VALUES(11,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":11,"at_ms":1795434667646,"offset_min":0,"day":"2026-11-23","what":{"kind":"hand_over","session":"01a20793-0b89-74d0-a5f4-f6757df42875","by":"Robin"}}',X'fc20a49e98754ceabbc35a50ddfb36b3aac958f51c2589f735df18ae0573df91');
INSERT INTO journal VALUES(12,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":12,"at_ms":1795434667663,"offset_min":0,"day":"2026-11-23","what":{"kind":"cash_movement","id":"01a2083e-de8f-7745-93c8-1071a096f7d4","key":"01a2083e-de8f-7745-93c8-1070c6aa70a2","session":"01a20793-0b89-74d0-a5f4-f6757df42875","by":"Robin","way":"in","amount":500,"reason":"coins"}}',X'8da04534c08f1a71d8f7b440d18d53b3d2aad26be42911cdbd29ff84f65d22e3');
INSERT INTO journal VALUES(13,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":13,"at_ms":1795434667683,"offset_min":0,"day":"2026-11-23","what":{"kind":"cash_movement","id":"01a2083e-dea4-7404-b10b-d5b295be983d","key":"01a2083e-dea3-729a-a287-d90f38fe8362","session":"01a20793-0b89-74d0-a5f4-f6757df42875","by":"Robin","way":"out","amount":200,"reason":"tea"}}',X'761787bbda0b40795a1e7556b1896a65638e460fca273a0a63097a257fc68da3');
INSERT INTO journal VALUES(14,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":14,"at_ms":1795434667703,"offset_min":0,"day":"2026-11-23","what":{"kind":"count","id":"01a2083e-deb8-7707-988c-ef72b51aa48b","key":"01a2083e-deb7-7388-bf5f-fe112ed7ea13","session":"01a20793-0b89-74d0-a5f4-f6757df42875","by":"Robin","counted":6000,"expected":4624,"pieces":[]}}',X'aadfb2d1845c5a7553d9b3d0b8058bfe9463faab3a1c9876403bdcd1dc2cc2dd');
INSERT INTO journal VALUES(15,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":15,"at_ms":1795434667723,"offset_min":0,"day":"2026-11-23","what":{"kind":"session_close","session":"01a20793-0b89-74d0-a5f4-f6757df42875","by":"Robin","expected":4624,"counted":6000}}',X'c8722eac411cc895d804e1def79d5b04210d351091dd58ea048b74b4af201053');
INSERT INTO journal VALUES(16,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":16,"at_ms":1795434667775,"offset_min":0,"day":"2026-11-23","what":{"kind":"session_open","id":"01a2083e-deff-755d-8a71-c3df582957a9","float":4000,"event":"Second Fest","by":""}}',X'1e58df73112fd92af4cfb195186a5b34aa0a4c4c1c3cf191c89911c94fa1cc79');
INSERT INTO journal VALUES(17,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":17,"at_ms":1795434667792,"offset_min":0,"day":"2026-11-23","what":{"kind":"sale","id":"01a2083e-df10-745e-b918-555f00308634","key":"01a2083e-df10-745e-b918-555eda37f141","register":"A","number":9,"clock_suspect":false,"late":false,"session":"01a2083e-deff-755d-8a71-c3df582957a9","event":"Second Fest","by":"","practice":false,"currency":"USD","lines":[{"sku":"converge-and-overtake","title":"Converge and Overtake!","makers":["Kevin Carson","David S. D’Amato"],"sentence":"1st $1.00, rest $0.75 each","price_list":null,"tags":["half-sheet","theory"],"maker_share_ppm":null,"tax_class":null,"quantity":1,"charges":[{"quantity":1,"unit":100,"amount":100,"text":"1 × $1.00","offer":null}],"choices":[],"price_override":null,"discount":0,"total":100,"saved":0,"counted":true}],"terms":{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":0,"of":1,"saved":0}],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null},"goods":100,"tax_added":0,"donations":[],"rounding":0,"total":100,"payments":[{"method":"cash","given":500,"change":400,"unverified":false}],"note":""}}',X'0d10a38f338aa0dd3f5825fb654e579ecfbe07efa55438d27d23ffda7c69397a');
INSERT INTO journal VALUES(18,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":18,"at_ms":1795447490833,"offset_min":0,"day":"2026-11-23","what":{"kind":"sale","id":"01a20902-8912-77c7-8a6d-d66c921df234","key":"01a20902-8911-7071-a788-b3b09023aafe","register":"A","number":10,"clock_suspect":false,"late":false,"session":"01a2083e-deff-755d-8a71-c3df582957a9","event":"Second Fest","by":"","practice":false,"currency":"USD","lines":[{"sku":"converge-and-overtake","title":"Converge and Overtake!","makers":["Kevin Carson","David S. D’Amato"],"sentence":"1st $1.00, rest $0.75 each","price_list":null,"tags":["half-sheet","theory"],"maker_share_ppm":null,"tax_class":null,"quantity":1,"charges":[{"quantity":1,"unit":100,"amount":100,"text":"1 × $1.00","offer":null}],"choices":[],"price_override":null,"discount":0,"total":100,"saved":0,"counted":true}],"terms":{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":0,"of":1,"saved":0}],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null},"goods":100,"tax_added":0,"donations":[],"rounding":0,"total":100,"payments":[{"method":"venmo","given":100,"change":0,"unverified":true}],"note":""}}',X'07b72b6def010f0e4bf006e56dbd5a63ed93e4255d47d38945be44a27c2c20d4');
INSERT INTO journal VALUES(19,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":19,"at_ms":1795447585829,"offset_min":0,"day":"2026-11-23","what":{"kind":"sale","id":"01a20903-fc25-74ff-939e-c009454150fc","key":"01a20903-fc24-72f1-a8e2-a98254b3249e","register":"A","number":11,"clock_suspect":false,"late":false,"session":"01a2083e-deff-755d-8a71-c3df582957a9","event":"Second Fest","by":"","practice":false,"currency":"USD","lines":[{"sku":"mutual-aid-cookbook","title":"Mutual Aid Cookbook","makers":["Kitchen 12"],"sentence":"$4.00 each","price_list":null,"tags":["how-to"],"maker_share_ppm":null,"tax_class":"books","quantity":1,"charges":[{"quantity":1,"unit":400,"amount":400,"text":"1 × $4.00","offer":null}],"choices":[],"price_override":null,"discount":0,"total":400,"saved":0,"counted":true}],"terms":{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":0,"of":0,"saved":0}],"best_found":false,"discounts":[],"taxes":[{"class":"books","rate_ppm":88750,"included":false,"base":400,"amount":36}],"smallest_coin":null},"goods":400,"tax_added":36,"donations":[],"rounding":0,"total":436,"payments":[{"method":"venmo","given":436,"change":0,"unverified":true}],"note":""}}',X'32045328ac8132068b1f37a57b24b8c35191eb7a80dca1e755cc1f75f3356013');
INSERT INTO journal VALUES(20,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":20,"at_ms":1795447585858,"offset_min":0,"day":"2026-11-23","what":{"kind":"sale","id":"01a20903-fc43-7248-87ee-e059f786a0e6","key":"01a20903-fc42-778a-a799-e3d54b92de46","register":"A","number":12,"clock_suspect":false,"late":false,"session":"01a2083e-deff-755d-8a71-c3df582957a9","event":"Second Fest","by":"","practice":false,"currency":"USD","lines":[{"sku":"converge-and-overtake","title":"Converge and Overtake!","makers":["Kevin Carson","David S. D’Amato"],"sentence":"1st $1.00, rest $0.75 each","price_list":null,"tags":["half-sheet","theory"],"maker_share_ppm":null,"tax_class":null,"quantity":3,"charges":[{"quantity":3,"unit":null,"amount":200,"text":"3 as \"any 3 half-sheets for $2\"","offer":0}],"choices":[],"price_override":null,"discount":0,"total":200,"saved":100,"counted":true}],"terms":{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":1,"of":3,"saved":50}],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null},"goods":200,"tax_added":0,"donations":[],"rounding":0,"total":200,"payments":[{"method":"venmo","given":150,"change":0,"unverified":true},{"method":"cash","given":100,"change":50,"unverified":false}],"note":""}}',X'8aca13ecc2d20cd3e96ba686365be55577c4f13328c48a18b978cd9eadb33460');
INSERT INTO journal VALUES(21,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":21,"at_ms":1795447585891,"offset_min":0,"day":"2026-11-23","what":{"kind":"stock_exit","id":"01a20903-fc67-775e-8837-2411815d1698","key":"01a20903-fc62-7579-86c7-b6de964b2d05","session":"01a2083e-deff-755d-8a71-c3df582957a9","event":"Second Fest","by":"","sku":"converge-and-overtake","title":"Converge and Overtake!","makers":["Kevin Carson","David S. D’Amato"],"tags":["half-sheet","theory"],"maker_share_ppm":null,"copies":2,"why":"trade","note":"for a print","counted":true}}',X'd573c921df83285d1bca9b94659bd0c546de7c8291aea2c270a08d6e031de434');
INSERT INTO journal VALUES(22,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":22,"at_ms":1795447585918,"offset_min":0,"day":"2026-11-23","what":{"kind":"stock_exit","id":"01a20903-fc82-76d6-8ccc-f5ccd64c1943","key":"01a20903-fc7e-7136-a47c-14cd0f1e765f","session":"01a2083e-deff-755d-8a71-c3df582957a9","event":"Second Fest","by":"","sku":"converge-and-overtake","title":"Converge and Overtake!","makers":["Kevin Carson","David S. D’Amato"],"tags":["half-sheet","theory"],"maker_share_ppm":null,"copies":-1,"why":"trade","note":"","counted":true}}',X'9b5f705b7cc07f105e0def9740c63c050a8e3fcca1898335bb4920bb711eb201');
INSERT INTO journal VALUES(23,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":23,"at_ms":1795447586203,"offset_min":0,"day":"2026-11-23","what":{"kind":"confirmation","id":"01a20903-fd9c-7770-a881-de64cb0b57ab","sale":"01a20793-0bc8-7597-ab32-1160dee3dc78","of":4,"by":"","amount":200}}',X'a2b363e8d0a866f43c9de8c4eb9958a8ef7d7b8c5520aad00043029ac181811b');
INSERT INTO journal VALUES(24,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":24,"at_ms":1795447603865,"offset_min":0,"day":"2026-11-23","what":{"kind":"correction","id":"01a20904-429b-7652-809f-9a7c4a3ae27a","key":"01a20904-4298-772e-b804-df60bc3bcd4d","register":"A","number":13,"how":"void","sale":"01a20902-8912-77c7-8a6d-d66c921df234","of":10,"clock_suspect":false,"session":"01a2083e-deff-755d-8a71-c3df582957a9","event":"Second Fest","by":"","practice":false,"currency":"USD","reason":"pressed twice","lines":[{"line":0,"sku":"converge-and-overtake","title":"Converge and Overtake!","copies":1,"choices":[],"amount":100,"discount":0,"saved":0,"counted":true,"damaged":false}],"goods":100,"tax_added":0,"taxes":[],"saved_by_offers":0,"donations":[],"rounding":0,"total":100,"payments":[{"method":"venmo","amount":100,"unverified":true}]}}',X'84de27a9af2e3e30721148a65f088e845db68474227e5d7e5a72c2479a5f062d');
INSERT INTO journal VALUES(25,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":25,"at_ms":1795447603926,"offset_min":0,"day":"2026-11-23","what":{"kind":"sale","id":"01a20904-42d6-7718-9598-864162e16446","key":"01a20904-42d6-7718-9598-86406c93e5a7","register":"A","number":14,"clock_suspect":false,"late":false,"session":"01a2083e-deff-755d-8a71-c3df582957a9","event":"Second Fest","by":"","practice":false,"currency":"USD","lines":[{"sku":"converge-and-overtake","title":"Converge and Overtake!","makers":["Kevin Carson","David S. D’Amato"],"sentence":"1st $1.00, rest $0.75 each","price_list":null,"tags":["half-sheet","theory"],"maker_share_ppm":null,"tax_class":null,"quantity":2,"charges":[{"quantity":1,"unit":100,"amount":100,"text":"1 × $1.00","offer":null},{"quantity":1,"unit":75,"amount":75,"text":"1 × $0.75","offer":null}],"choices":[],"price_override":null,"discount":0,"total":175,"saved":25,"counted":true}],"terms":{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":0,"of":2,"saved":0}],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null},"goods":175,"tax_added":0,"donations":[],"rounding":0,"total":175,"payments":[{"method":"venmo","given":175,"change":0,"unverified":true}],"note":""}}',X'257e7f2ccf62c1ec603febbaf227601fe3e406e8cf6bd31eb0fb045f3057c618');
INSERT INTO journal VALUES(26,'{"v":1,"till":"01a20793-0b79-7004-ba1e-5c358de90298","seq":26,"at_ms":1795447603946,"offset_min":0,"day":"2026-11-23","what":{"kind":"correction","id":"01a20904-42eb-71e1-875a-b0fcbaa1987c","key":"01a20904-42ea-768a-a987-8b5ea68e60cb","register":"A","number":15,"how":"refund","sale":"01a20904-42d6-7718-9598-864162e16446","of":14,"clock_suspect":false,"session":"01a2083e-deff-755d-8a71-c3df582957a9","event":"Second Fest","by":"","practice":false,"currency":"USD","reason":"gave one back","lines":[{"line":0,"sku":"converge-and-overtake","title":"Converge and Overtake!","copies":1,"choices":[],"amount":75,"discount":0,"saved":25,"counted":true,"damaged":false}],"goods":75,"tax_added":0,"taxes":[],"saved_by_offers":0,"donations":[],"rounding":0,"total":75,"payments":[{"method":"venmo","amount":75,"unverified":true}]}}',X'2a1baeda2937db8ea82adbd7bd1edeeb6f5910f7cbe271fe9eb0a0b6f66ea75b');
CREATE TABLE session (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  opened_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  float_minor INTEGER CHECK (float_minor BETWEEN 0 AND 1000000000000),
  event TEXT NOT NULL,
  volunteer TEXT NOT NULL
) STRICT;
INSERT INTO session VALUES(1,'01a20793-0b89-74d0-a5f4-f6757df42875',1795423406985,-480,'2026-11-22',4000,'Fest','Robin');
INSERT INTO session VALUES(16,'01a2083e-deff-755d-8a71-c3df582957a9',1795434667775,0,'2026-11-23',4000,'Second Fest','');
CREATE TABLE sale (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL UNIQUE CHECK (number > 0),
  register TEXT NOT NULL,
  sold_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1)),
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  session_id TEXT NOT NULL REFERENCES session (id),
  event TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  goods_minor INTEGER NOT NULL CHECK (goods_minor BETWEEN 0 AND 1000000000000),
  tax_added_minor INTEGER NOT NULL CHECK (tax_added_minor BETWEEN 0 AND 1000000000000),
  rounding_minor INTEGER NOT NULL CHECK (abs(rounding_minor) <= 1000000000000),
  total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN 0 AND 1000000000000),
  terms TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
INSERT INTO sale VALUES(2,'01a20793-0b91-76e0-9bb7-0c09517be71e','01a20793-0b91-76e0-9bb7-0c08c4ef1861',1,'A',1795201200000,-480,'2026-11-20',0,1,'01a20793-0b89-74d0-a5f4-f6757df42875','Fest','Robin',0,250,0,0,300,'{"offers":[],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null}','');
INSERT INTO sale VALUES(3,'01a20793-0b99-729b-aeeb-221f3565bbb9','01a20793-0b99-729b-aeeb-221e7a7f7c71',2,'A',1795201500000,-480,'2026-11-20',0,1,'01a20793-0b89-74d0-a5f4-f6757df42875','Fest','Robin',0,600,0,0,600,'{"offers":[],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null}','');
INSERT INTO sale VALUES(4,'01a20793-0ba1-77af-b34b-13b5cd499d84','01a20793-0ba1-77af-b34b-13b48a77f639',3,'A',1795202100000,-480,'2026-11-20',0,1,'01a20793-0b89-74d0-a5f4-f6757df42875','Fest','Robin',0,50,0,0,50,'{"offers":[],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null}','rain');
INSERT INTO sale VALUES(5,'01a20793-0bc8-7597-ab32-1160dee3dc78','01a20793-0bc8-7597-ab32-115fc7b96eb7',4,'A',1795204800000,-480,'2026-11-20',0,1,'01a20793-0b89-74d0-a5f4-f6757df42875','Fest','Robin',0,450,24,0,474,'{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":1,"of":3,"saved":50}],"best_found":false,"discounts":[{"line":0,"rate_ppm":null,"amount":100,"reason":"creased","taken":100},{"line":null,"rate_ppm":100000,"amount":null,"reason":"creased","taken":50}],"taxes":[{"class":"books","rate_ppm":88750,"included":false,"base":270,"amount":24}],"smallest_coin":null}','');
INSERT INTO sale VALUES(6,'01a2083e-de05-7097-b2c3-5ecc7ea32cd3','01a2083e-de00-715f-9d43-dea4e21f22da',5,'A',1795434667520,0,'2026-11-23',1,0,'01a20793-0b89-74d0-a5f4-f6757df42875','Fest','Robin',0,175,0,0,175,'{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":0,"of":2,"saved":0}],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null}','');
INSERT INTO sale VALUES(17,'01a2083e-df10-745e-b918-555f00308634','01a2083e-df10-745e-b918-555eda37f141',9,'A',1795434667792,0,'2026-11-23',0,0,'01a2083e-deff-755d-8a71-c3df582957a9','Second Fest','',0,100,0,0,100,'{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":0,"of":1,"saved":0}],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null}','');
INSERT INTO sale VALUES(18,'01a20902-8912-77c7-8a6d-d66c921df234','01a20902-8911-7071-a788-b3b09023aafe',10,'A',1795447490833,0,'2026-11-23',0,0,'01a2083e-deff-755d-8a71-c3df582957a9','Second Fest','',0,100,0,0,100,'{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":0,"of":1,"saved":0}],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null}','');
INSERT INTO sale VALUES(19,'01a20903-fc25-74ff-939e-c009454150fc','01a20903-fc24-72f1-a8e2-a98254b3249e',11,'A',1795447585829,0,'2026-11-23',0,0,'01a2083e-deff-755d-8a71-c3df582957a9','Second Fest','',0,400,36,0,436,'{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":0,"of":0,"saved":0}],"best_found":false,"discounts":[],"taxes":[{"class":"books","rate_ppm":88750,"included":false,"base":400,"amount":36}],"smallest_coin":null}','');
INSERT INTO sale VALUES(20,'01a20903-fc43-7248-87ee-e059f786a0e6','01a20903-fc42-778a-a799-e3d54b92de46',12,'A',1795447585858,0,'2026-11-23',0,0,'01a2083e-deff-755d-8a71-c3df582957a9','Second Fest','',0,200,0,0,200,'{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":1,"of":3,"saved":50}],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null}','');
INSERT INTO sale VALUES(25,'01a20904-42d6-7718-9598-864162e16446','01a20904-42d6-7718-9598-86406c93e5a7',14,'A',1795447603926,0,'2026-11-23',0,0,'01a2083e-deff-755d-8a71-c3df582957a9','Second Fest','',0,175,0,0,175,'{"offers":[{"id":"01a20793-0bbb-7633-98dd-a607e165d793","name":"any 3 half-sheets for $2","units":3,"price":200,"tag":"half-sheet","skus":[],"applied":0,"of":2,"saved":0}],"best_found":false,"discounts":[],"taxes":[],"smallest_coin":null}','');
CREATE TABLE sale_line (
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  n INTEGER NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  makers TEXT NOT NULL,
  sentence TEXT NOT NULL,
  price_list TEXT,
  tags TEXT NOT NULL,
  maker_share_ppm INTEGER,
  tax_class TEXT,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  override_minor INTEGER CHECK (override_minor BETWEEN 0 AND 1000000000000),
  override_reason TEXT,
  discount_minor INTEGER NOT NULL CHECK (discount_minor BETWEEN 0 AND 1000000000000),
  total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN 0 AND 1000000000000),
  saved_minor INTEGER NOT NULL CHECK (saved_minor BETWEEN 0 AND 1000000000000),
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
  PRIMARY KEY (sale_seq, n)
) STRICT, WITHOUT ROWID;
INSERT INTO sale_line VALUES(2,0,'converge-and-overtake','Converge and Overtake!','["Kevin Carson","David S. D’Amato"]','1st $1.00, rest $0.75 each',NULL,'["half-sheet","theory"]',NULL,NULL,3,NULL,NULL,0,250,50,1);
INSERT INTO sale_line VALUES(3,0,'fold-staple-riot','Fold, Staple, Riot','["Table collective"]','sliding $1.00–$5.00',NULL,'["how-to","sliding scale"]',NULL,NULL,2,NULL,NULL,0,600,0,1);
INSERT INTO sale_line VALUES(4,0,'converge-and-overtake','Converge and Overtake!','["Kevin Carson","David S. D’Amato"]','1st $1.00, rest $0.75 each',NULL,'["half-sheet","theory"]',NULL,NULL,2,25,'creased',0,50,0,1);
INSERT INTO sale_line VALUES(5,0,'mutual-aid-cookbook','Mutual Aid Cookbook','["Kitchen 12"]','$4.00 each',NULL,'["how-to"]',NULL,'books',1,NULL,NULL,130,270,0,1);
INSERT INTO sale_line VALUES(5,1,'converge-and-overtake','Converge and Overtake!','["Kevin Carson","David S. D’Amato"]','1st $1.00, rest $0.75 each',NULL,'["half-sheet","theory"]',NULL,NULL,3,NULL,NULL,20,180,100,1);
INSERT INTO sale_line VALUES(6,0,'converge-and-overtake','Converge and Overtake!','["Kevin Carson","David S. D’Amato"]','1st $1.00, rest $0.75 each',NULL,'["half-sheet","theory"]',NULL,NULL,2,NULL,NULL,0,175,25,1);
INSERT INTO sale_line VALUES(17,0,'converge-and-overtake','Converge and Overtake!','["Kevin Carson","David S. D’Amato"]','1st $1.00, rest $0.75 each',NULL,'["half-sheet","theory"]',NULL,NULL,1,NULL,NULL,0,100,0,1);
INSERT INTO sale_line VALUES(18,0,'converge-and-overtake','Converge and Overtake!','["Kevin Carson","David S. D’Amato"]','1st $1.00, rest $0.75 each',NULL,'["half-sheet","theory"]',NULL,NULL,1,NULL,NULL,0,100,0,1);
INSERT INTO sale_line VALUES(19,0,'mutual-aid-cookbook','Mutual Aid Cookbook','["Kitchen 12"]','$4.00 each',NULL,'["how-to"]',NULL,'books',1,NULL,NULL,0,400,0,1);
INSERT INTO sale_line VALUES(20,0,'converge-and-overtake','Converge and Overtake!','["Kevin Carson","David S. D’Amato"]','1st $1.00, rest $0.75 each',NULL,'["half-sheet","theory"]',NULL,NULL,3,NULL,NULL,0,200,100,1);
INSERT INTO sale_line VALUES(25,0,'converge-and-overtake','Converge and Overtake!','["Kevin Carson","David S. D’Amato"]','1st $1.00, rest $0.75 each',NULL,'["half-sheet","theory"]',NULL,NULL,2,NULL,NULL,0,175,25,1);
CREATE TABLE sale_charge (
  sale_seq INTEGER NOT NULL,
  line INTEGER NOT NULL,
  n INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_minor INTEGER CHECK (unit_minor BETWEEN 0 AND 1000000000000),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
  text TEXT NOT NULL,
  offer INTEGER CHECK (offer >= 0),
  PRIMARY KEY (sale_seq, line, n),
  FOREIGN KEY (sale_seq, line) REFERENCES sale_line (sale_seq, n)
) STRICT, WITHOUT ROWID;
INSERT INTO sale_charge VALUES(2,0,0,1,100,100,'1 × $1.00',NULL);
INSERT INTO sale_charge VALUES(2,0,1,2,75,150,'2 × $0.75',NULL);
INSERT INTO sale_charge VALUES(3,0,0,2,300,600,'2 × $3.00',NULL);
INSERT INTO sale_charge VALUES(4,0,0,2,25,50,'2 × $0.25',NULL);
INSERT INTO sale_charge VALUES(5,0,0,1,400,400,'1 × $4.00',NULL);
INSERT INTO sale_charge VALUES(5,1,0,3,NULL,200,'3 as "any 3 half-sheets for $2"',0);
INSERT INTO sale_charge VALUES(6,0,0,1,100,100,'1 × $1.00',NULL);
INSERT INTO sale_charge VALUES(6,0,1,1,75,75,'1 × $0.75',NULL);
INSERT INTO sale_charge VALUES(17,0,0,1,100,100,'1 × $1.00',NULL);
INSERT INTO sale_charge VALUES(18,0,0,1,100,100,'1 × $1.00',NULL);
INSERT INTO sale_charge VALUES(19,0,0,1,400,400,'1 × $4.00',NULL);
INSERT INTO sale_charge VALUES(20,0,0,3,NULL,200,'3 as "any 3 half-sheets for $2"',0);
INSERT INTO sale_charge VALUES(25,0,0,1,100,100,'1 × $1.00',NULL);
INSERT INTO sale_charge VALUES(25,0,1,1,75,75,'1 × $0.75',NULL);
CREATE TABLE sale_choice (
  sale_seq INTEGER NOT NULL,
  line INTEGER NOT NULL,
  n INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
  band TEXT,
  PRIMARY KEY (sale_seq, line, n),
  FOREIGN KEY (sale_seq, line) REFERENCES sale_line (sale_seq, n)
) STRICT, WITHOUT ROWID;
INSERT INTO sale_choice VALUES(3,0,0,2,300,NULL);
CREATE TABLE payment (
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  n INTEGER NOT NULL,
  method TEXT NOT NULL,
  given_minor INTEGER NOT NULL CHECK (given_minor BETWEEN 0 AND 1000000000000),
  change_minor INTEGER NOT NULL CHECK (change_minor BETWEEN 0 AND given_minor),
  unverified INTEGER NOT NULL CHECK (unverified IN (0, 1)),
  PRIMARY KEY (sale_seq, n)
) STRICT, WITHOUT ROWID;
INSERT INTO payment VALUES(2,0,'cash',500,200,0);
INSERT INTO payment VALUES(3,0,'card',400,0,0);
INSERT INTO payment VALUES(3,1,'cash',500,300,0);
INSERT INTO payment VALUES(4,0,'cash',100,50,0);
INSERT INTO payment VALUES(5,0,'venmo',200,0,1);
INSERT INTO payment VALUES(5,1,'cash',500,226,0);
INSERT INTO payment VALUES(6,0,'venmo',175,0,1);
INSERT INTO payment VALUES(17,0,'cash',500,400,0);
INSERT INTO payment VALUES(18,0,'venmo',100,0,1);
INSERT INTO payment VALUES(19,0,'venmo',436,0,1);
INSERT INTO payment VALUES(20,0,'venmo',150,0,1);
INSERT INTO payment VALUES(20,1,'cash',100,50,0);
INSERT INTO payment VALUES(25,0,'venmo',175,0,1);
CREATE TABLE donation (
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  n INTEGER NOT NULL,
  jar TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
  PRIMARY KEY (sale_seq, n)
) STRICT, WITHOUT ROWID;
INSERT INTO donation VALUES(2,0,'Books',50);
CREATE TABLE stock_movement (
  id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL,
  copies INTEGER NOT NULL,
  reason TEXT NOT NULL,
  sale_seq INTEGER REFERENCES sale (seq),
  moved_at INTEGER NOT NULL
, correction_seq INTEGER REFERENCES correction (seq), exit_seq INTEGER REFERENCES stock_exit (seq)) STRICT;
INSERT INTO stock_movement VALUES(1,'converge-and-overtake',38,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(2,'fold-staple-riot',12,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(3,'seed-saving-for-city-blocks',9,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(4,'the-commons-illustrated',22,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(5,'know-your-rights',140,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(6,'mutual-aid-cookbook',6,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(7,'how-to-start-a-distro',17,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(8,'letters-from-inside-3',25,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(9,'riso-for-beginners',3,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(10,'strike-a-comic',14,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(11,'radio-waves-for-all',8,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(12,'compost-is-patient',11,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(13,'balcony-almanac',10,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(14,'uber-garten',7,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(15,'que-hacer',19,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(16,'eleftheria',5,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(17,'svoboda',16,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(18,'tenants-union-starter',30,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(19,'what-the-river-owns',13,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(20,'twelve-short-manifestos',21,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(21,'bike-repair-by-headlamp',24,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(22,'first-aid-for-crowds',33,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(23,'a-grammar-of-no',9,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(24,'letters-from-inside-1-2',12,'demo',NULL,1795423406977,NULL,NULL);
INSERT INTO stock_movement VALUES(25,'postcards-to-nobody',60,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(26,'dear-night-shift',18,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(27,'the-laundromat-dialogues',15,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(28,'pigeon-season',4,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(29,'small-engines-large-feelings',20,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(30,'linocut-crow',6,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(31,'linocut-picket',2,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(32,'sticker-read-more',85,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(33,'sticker-cats-against-clocks',64,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(34,'sticker-sheet-garden',40,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(35,'half-sheet-ten-pack',8,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(36,'library-in-a-box',2,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(37,'map-of-free-water',95,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(38,'how-to-read-a-contract',44,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(39,'a-long-walk',10,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(40,'night-school-notebook',28,'demo',NULL,1795423406978,NULL,NULL);
INSERT INTO stock_movement VALUES(41,'converge-and-overtake',-3,'sale',2,1795201200000,NULL,NULL);
INSERT INTO stock_movement VALUES(42,'fold-staple-riot',-2,'sale',3,1795201500000,NULL,NULL);
INSERT INTO stock_movement VALUES(43,'converge-and-overtake',-2,'sale',4,1795202100000,NULL,NULL);
INSERT INTO stock_movement VALUES(44,'mutual-aid-cookbook',-1,'sale',5,1795204800000,NULL,NULL);
INSERT INTO stock_movement VALUES(45,'converge-and-overtake',-3,'sale',5,1795204800000,NULL,NULL);
INSERT INTO stock_movement VALUES(46,'converge-and-overtake',-2,'sale',6,1795434667520,NULL,NULL);
INSERT INTO stock_movement VALUES(47,'converge-and-overtake',1,'returned',NULL,1795434667584,8,NULL);
INSERT INTO stock_movement VALUES(48,'converge-and-overtake',-1,'damaged',NULL,1795434667584,8,NULL);
INSERT INTO stock_movement VALUES(49,'fold-staple-riot',2,'returned',NULL,1795434667623,10,NULL);
INSERT INTO stock_movement VALUES(50,'converge-and-overtake',-1,'sale',17,1795434667792,NULL,NULL);
INSERT INTO stock_movement VALUES(51,'converge-and-overtake',-1,'sale',18,1795447490833,NULL,NULL);
INSERT INTO stock_movement VALUES(52,'converge-and-overtake',5,'received',NULL,1795447490914,NULL,NULL);
INSERT INTO stock_movement VALUES(53,'mutual-aid-cookbook',-1,'sale',19,1795447585829,NULL,NULL);
INSERT INTO stock_movement VALUES(54,'converge-and-overtake',-3,'sale',20,1795447585858,NULL,NULL);
INSERT INTO stock_movement VALUES(55,'converge-and-overtake',-2,'trade',NULL,1795447585891,NULL,21);
INSERT INTO stock_movement VALUES(56,'converge-and-overtake',1,'trade',NULL,1795447585918,NULL,22);
INSERT INTO stock_movement VALUES(57,'converge-and-overtake',1,'returned',NULL,1795447603865,24,NULL);
INSERT INTO stock_movement VALUES(58,'converge-and-overtake',-2,'sale',25,1795447603926,NULL,NULL);
INSERT INTO stock_movement VALUES(59,'converge-and-overtake',1,'returned',NULL,1795447603946,26,NULL);
CREATE TABLE correction (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL UNIQUE CHECK (number > 0),
  register TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('void', 'refund', 'repay')),
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  made_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1)),
  session_id TEXT NOT NULL REFERENCES session (id),
  event TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  reason TEXT NOT NULL,
  goods_minor INTEGER NOT NULL CHECK (abs(goods_minor) <= 1000000000000),
  tax_added_minor INTEGER NOT NULL CHECK (abs(tax_added_minor) <= 1000000000000),
  rounding_minor INTEGER NOT NULL CHECK (abs(rounding_minor) <= 1000000000000),
  total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN 0 AND 1000000000000),
  saved_by_offers_minor INTEGER NOT NULL CHECK (abs(saved_by_offers_minor) <= 1000000000000),
  taxes TEXT NOT NULL
) STRICT;
INSERT INTO correction VALUES(8,'01a2083e-de40-7540-a7a8-8a58efd66cea','01a2083e-de3f-73dd-a72f-68a1cb792948',6,'A','refund',6,1795434667584,0,'2026-11-23',0,'01a20793-0b89-74d0-a5f4-f6757df42875','Fest','Robin',0,'torn',75,0,0,75,0,'[]');
INSERT INTO correction VALUES(9,'01a2083e-de54-72b7-a2bd-bb727ddca11f','01a2083e-de53-7762-911b-7cef5c5065d7',7,'A','repay',2,1795434667603,0,'2026-11-23',0,'01a20793-0b89-74d0-a5f4-f6757df42875','Fest','Robin',0,'',0,0,0,0,0,'[]');
INSERT INTO correction VALUES(10,'01a2083e-de68-736a-980f-e966cffd1f78','01a2083e-de67-767a-857c-64d85ae14c0d',8,'A','void',3,1795434667623,0,'2026-11-23',0,'01a20793-0b89-74d0-a5f4-f6757df42875','Fest','Robin',0,'rung up twice',600,0,0,600,0,'[]');
INSERT INTO correction VALUES(24,'01a20904-429b-7652-809f-9a7c4a3ae27a','01a20904-4298-772e-b804-df60bc3bcd4d',13,'A','void',18,1795447603865,0,'2026-11-23',0,'01a2083e-deff-755d-8a71-c3df582957a9','Second Fest','',0,'pressed twice',100,0,0,100,0,'[]');
INSERT INTO correction VALUES(26,'01a20904-42eb-71e1-875a-b0fcbaa1987c','01a20904-42ea-768a-a987-8b5ea68e60cb',15,'A','refund',25,1795447603946,0,'2026-11-23',0,'01a2083e-deff-755d-8a71-c3df582957a9','Second Fest','',0,'gave one back',75,0,0,75,0,'[]');
CREATE TABLE correction_line (
  correction_seq INTEGER NOT NULL REFERENCES correction (seq),
  n INTEGER NOT NULL,
  line INTEGER NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  copies INTEGER NOT NULL CHECK (copies >= 0),
  choices TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (abs(amount_minor) <= 1000000000000),
  discount_minor INTEGER NOT NULL CHECK (abs(discount_minor) <= 1000000000000),
  saved_minor INTEGER NOT NULL CHECK (abs(saved_minor) <= 1000000000000),
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
  damaged INTEGER NOT NULL CHECK (damaged IN (0, 1)),
  PRIMARY KEY (correction_seq, n)
) STRICT, WITHOUT ROWID;
INSERT INTO correction_line VALUES(8,0,0,'converge-and-overtake','Converge and Overtake!',1,'[]',75,0,25,1,1);
INSERT INTO correction_line VALUES(10,0,0,'fold-staple-riot','Fold, Staple, Riot',2,'[{"quantity":2,"amount":300,"band":null}]',600,0,0,1,0);
INSERT INTO correction_line VALUES(24,0,0,'converge-and-overtake','Converge and Overtake!',1,'[]',100,0,0,1,0);
INSERT INTO correction_line VALUES(26,0,0,'converge-and-overtake','Converge and Overtake!',1,'[]',75,0,25,1,0);
CREATE TABLE correction_payment (
  correction_seq INTEGER NOT NULL REFERENCES correction (seq),
  n INTEGER NOT NULL,
  method TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (abs(amount_minor) <= 1000000000000),
  unverified INTEGER NOT NULL CHECK (unverified IN (0, 1)),
  PRIMARY KEY (correction_seq, n)
) STRICT, WITHOUT ROWID;
INSERT INTO correction_payment VALUES(8,0,'venmo',75,0);
INSERT INTO correction_payment VALUES(9,0,'cash',300,0);
INSERT INTO correction_payment VALUES(9,1,'card',-300,0);
INSERT INTO correction_payment VALUES(10,0,'cash',200,0);
INSERT INTO correction_payment VALUES(10,1,'card',400,0);
INSERT INTO correction_payment VALUES(24,0,'venmo',100,1);
INSERT INTO correction_payment VALUES(26,0,'venmo',75,1);
CREATE TABLE correction_donation (
  correction_seq INTEGER NOT NULL REFERENCES correction (seq),
  n INTEGER NOT NULL,
  jar TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
  PRIMARY KEY (correction_seq, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE confirmation (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  sale_seq INTEGER NOT NULL REFERENCES sale (seq),
  confirmed_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000)
) STRICT;
INSERT INTO confirmation VALUES(7,'01a2083e-de28-75b7-bbee-f9094913b665',6,1795434667560,0,'2026-11-23','Robin',175);
INSERT INTO confirmation VALUES(23,'01a20903-fd9c-7770-a881-de64cb0b57ab',5,1795447586203,0,'2026-11-23','',200);
CREATE TABLE hand_over (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  session_id TEXT NOT NULL REFERENCES session (id),
  handed_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  volunteer TEXT NOT NULL
) STRICT;
INSERT INTO hand_over VALUES(11,'01a20793-0b89-74d0-a5f4-f6757df42875',1795434667646,0,'2026-11-23','Robin');
CREATE TABLE cash_movement (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  session_id TEXT NOT NULL REFERENCES session (id),
  moved_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('in', 'out')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 1000000000000),
  reason TEXT NOT NULL
) STRICT;
INSERT INTO cash_movement VALUES(12,'01a2083e-de8f-7745-93c8-1071a096f7d4','01a2083e-de8f-7745-93c8-1070c6aa70a2','01a20793-0b89-74d0-a5f4-f6757df42875',1795434667663,0,'2026-11-23','Robin','in',500,'coins');
INSERT INTO cash_movement VALUES(13,'01a2083e-dea4-7404-b10b-d5b295be983d','01a2083e-dea3-729a-a287-d90f38fe8362','01a20793-0b89-74d0-a5f4-f6757df42875',1795434667683,0,'2026-11-23','Robin','out',200,'tea');
CREATE TABLE tin_count (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  session_id TEXT NOT NULL REFERENCES session (id),
  counted_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  counted_minor INTEGER NOT NULL CHECK (counted_minor BETWEEN 0 AND 1000000000000),
  expected_minor INTEGER CHECK (abs(expected_minor) <= 1000000000000),
  pieces TEXT NOT NULL
) STRICT;
INSERT INTO tin_count VALUES(14,'01a2083e-deb8-7707-988c-ef72b51aa48b','01a2083e-deb7-7388-bf5f-fe112ed7ea13','01a20793-0b89-74d0-a5f4-f6757df42875',1795434667703,0,'2026-11-23','Robin',6000,4624,'[]');
CREATE TABLE session_close (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  session_id TEXT NOT NULL UNIQUE REFERENCES session (id),
  closed_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  expected_minor INTEGER CHECK (abs(expected_minor) <= 1000000000000),
  counted_minor INTEGER CHECK (counted_minor BETWEEN 0 AND 1000000000000)
) STRICT;
INSERT INTO session_close VALUES(15,'01a20793-0b89-74d0-a5f4-f6757df42875',1795434667723,0,'2026-11-23','Robin',4624,6000);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','record_words','record_words',0,'CREATE VIRTUAL TABLE record_words USING fts5(words, content='''', detail=none, columnsize=0, prefix=''1 2 3 4 5 6 7 8'', tokenize=''ascii'')');
CREATE TABLE IF NOT EXISTS 'record_words_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO record_words_data VALUES(1,X'09811a');
INSERT INTO record_words_data VALUES(10,X'000000000101010001010101');
INSERT INTO record_words_data VALUES(137438953473,X'0000080e033031320501036169640502046d61746f020201010b02026e640202010102090105626f6f6b73020104636172640306010403736f6e020201010b030273680201010104010702096f6c6c6563746976650303066e766572676502020101020903066f6b626f6f6b05010164020201010b020461766964020201010b01046665737402010101010201010702036f6c640307010468616c66020201010b02026f77030201056b6576696e020201010b020669746368656e0501046c6174650201010101066d757475616c0501086f76657274616b6502020101020901047261696e0402056566756e64080303706179090203696f74030702046f62696e02010101010201010203756e670a010173020201010b020463616c6503020565636f6e6411020468656574020201010b02066c6964696e670302057461706c65030701057461626c6503020568656f7279020201010b02016f03020302726e080204776963650a010275700a010576656e6d6f05010202036f69640a0103c2a430090303313030040d0402373506030332303005030333303002030334303003040237340503023530040501300201020c0303363030030703023735080104e2849631020704013203070401330404013405040135060204013608040137090401380a04013911000231310501016102020101020901016202010163020101010102010107010164020201010b01016602010101010201010701016802010101010b01016b020201010b01016c0201010101016d0501016f02020101020901017202010101010201010101730201010101040701017402010101010202070101750a010176050102020102c2a40201010101020101070103e28496020101010102010107000332313205010261690502016d020201010b02016e0202010102090102626f0201026361020101010103010702016f0201010101020901026461020201010b0102666502010101010201010702016f030701026861020201010b02016f030201026b65020201010b0201690501026c610201010101026d750501026f7602020101020901027261040201650801020169030702016f02010101010201010201750a010273630302016511020168020201010b02016c0302017403070102746103020168020201010b02016f0302030201770a010275700a0102766505010202016f0a0103c2a4300903013104020b03013205030133020301340302030135020101010c0301360307030137080104e2849631020704013203070401330404013405040135060204013608040137090401380a040139110004336169640502026d61020201010b02026e640202010102090103626f6f02010363617202010101010301070301730201010104010702026f6c0303016e02020101020903016f050103646176020201010b010366657302010101010201010702026f6c0307010368616c020201010b02026f77030201036b6576020201010b020269740501036c61740201010101036d75740501036f76650202010102090103726169040202656608030170090202696f030702026f6202010101010201010202756e0a010373636103020265631102026865020201010b02026c690302027461030701037461620302026865020201010b02026f7208020277690a010376656e05010202026f690a0104c2a43130040d040137060302323005030233300203023430030401370503023530020101010c0302363003070302373508000534616d6174020201010b0104626f6f6b02010463617264030601040173020201010b030273680201010104010702036f6c6c0303026e7602020101020903026f6b05010464617669020201010b01046665737402010101010201010702036f6c640307010468616c66020201010b01046b657669020201010b02036974630501046c6174650201010101046d7574750501046f76657202020101020901047261696e0402036566750803027061090203696f74030702036f626902010101010201010203756e670a01047363616c03020365636f110203686565020201010b02036c6964030203746170030701047461626c03020368656f020201010b02036f726e0802037769630a010476656e6d05010202036f69640a0105c2a4313030040d0402373506030332303005030333303002030334303003040237340503033530300201020c03033630300307000635616d61746f020201010b0105626f6f6b73020105636172736f020201010b02046f6c6c650303036e766502020101020903036f6b620501056461766964020201010b01056b6576696e020201010b0204697463680501056d757475610501056f766572740202010102090105726566756e0803037061790902046f62696e020101010102010101057363616c6503020465636f6e11020468656574020201010b02046c6964690302047461706c030701057461626c6503020468656f72020201010b0204776963650a010576656e6d6f050102000736636172736f6e020201010b02056f6c6c65630303046e76657202020101020903046f6b626f0501066b69746368650501066d757475616c0501066f76657274610202010102090106726566756e640801067365636f6e641102056c6964696e0302057461706c65030701067468656f7279020201010b000837636f6c6c6563740303056e7665726702020101020903056f6b626f6f0501076b69746368656e0501076f76657274616b0202010102090107736c6964696e6703000938636f6c6c656374690303066e766572676502020101020903066f6b626f6f6b0501086f76657274616b650202010102090405060b0a08090a0b0c0e09080b0f070b060c090a0910070806070e060807080b0909080c050507050a0606070506060605050707050805040405040404040509040c080c09080704090b0a0b04070d0e06050809050c0a090d050905090408050a0505050b04050408040505080604050704060604040508050408050404050404040407090a060d0a0509040a0e060a060a0509060b060504060c0506050905060609050508050804050505040906050c0709080b060a050b0f070b0b060a070c070605070d0607060a0607070a0606090609050606060509070d080c070b060c0c07080d08060e08070b0708080b070a0e080c0709090e090908090d0b0d080a0f0a0c0e09');
CREATE TABLE IF NOT EXISTS 'record_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO record_words_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'record_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO record_words_config VALUES('version',4);
CREATE TABLE record_words_to (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
INSERT INTO record_words_to VALUES(1,17);
CREATE TABLE catalog_change (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  what TEXT NOT NULL,
  import_number INTEGER UNIQUE,
  file TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  last_movement INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
INSERT INTO catalog_change VALUES(1,'edit',NULL,'',1795447585949,56,NULL);
INSERT INTO catalog_change VALUES(2,'edit',NULL,'',1795447585980,56,1795447586006);
INSERT INTO catalog_change VALUES(3,'edit',NULL,'',1795447586027,56,NULL);
CREATE TABLE catalog_change_row (
  change_number INTEGER NOT NULL REFERENCES catalog_change (number),
  n INTEGER NOT NULL,
  noun TEXT NOT NULL CHECK (noun IN ('title', 'price_list', 'tax_class')),
  key TEXT NOT NULL,
  before TEXT,
  after TEXT,
  copies INTEGER NOT NULL,
  PRIMARY KEY (change_number, n)
) STRICT, WITHOUT ROWID;
INSERT INTO catalog_change_row VALUES(1,0,'title','converge-and-overtake','{"archived":0,"barcode":null,"contents":"[]","counted":1,"cover":null,"description":"","format":null,"introduced":"2012-02","language":null,"low_stock":null,"maker_share_ppm":null,"makers":"[\"Kevin Carson\",\"David S. D’Amato\"]","name":"Converge and Overtake!","pages":null,"position":0,"price":"1st $1.00, rest $0.75 each","price_list":null,"sku":"converge-and-overtake","sold_out":0,"tags":"[\"half-sheet\",\"theory\"]","tax_class":null,"weight_mg":56700}','{"archived":0,"barcode":null,"contents":"[]","counted":1,"cover":null,"description":"","format":null,"introduced":"2012-02","language":null,"low_stock":5,"maker_share_ppm":null,"makers":"[\"Kevin Carson\",\"David S. D’Amato\"]","name":"Converge and Overtake!","pages":null,"position":0,"price":"1st $1.00, rest $0.75 each","price_list":null,"sku":"converge-and-overtake","sold_out":0,"tags":"[\"half-sheet\",\"theory\"]","tax_class":null,"weight_mg":56700}',0);
INSERT INTO catalog_change_row VALUES(2,0,'title','converge-and-overtake','{"archived":0,"barcode":null,"contents":"[]","counted":1,"cover":null,"description":"","format":null,"introduced":"2012-02","language":null,"low_stock":5,"maker_share_ppm":null,"makers":"[\"Kevin Carson\",\"David S. D’Amato\"]","name":"Converge and Overtake!","pages":null,"position":0,"price":"1st $1.00, rest $0.75 each","price_list":null,"sku":"converge-and-overtake","sold_out":0,"tags":"[\"half-sheet\",\"theory\"]","tax_class":null,"weight_mg":56700}','{"archived":0,"barcode":null,"contents":"[]","counted":1,"cover":"0c336e99201ed42a7b596b06cf06509bdf3bb7ab11722387869a843d607e98ca","description":"","format":null,"introduced":"2012-02","language":null,"low_stock":5,"maker_share_ppm":null,"makers":"[\"Kevin Carson\",\"David S. D’Amato\"]","name":"Converge and Overtake!","pages":null,"position":0,"price":"1st $1.00, rest $0.75 each","price_list":null,"sku":"converge-and-overtake","sold_out":0,"tags":"[\"half-sheet\",\"theory\"]","tax_class":null,"weight_mg":56700}',0);
INSERT INTO catalog_change_row VALUES(3,0,'title','converge-and-overtake','{"archived":0,"barcode":null,"contents":"[]","counted":1,"cover":null,"description":"","format":null,"introduced":"2012-02","language":null,"low_stock":5,"maker_share_ppm":null,"makers":"[\"Kevin Carson\",\"David S. D’Amato\"]","name":"Converge and Overtake!","pages":null,"position":0,"price":"1st $1.00, rest $0.75 each","price_list":null,"sku":"converge-and-overtake","sold_out":0,"tags":"[\"half-sheet\",\"theory\"]","tax_class":null,"weight_mg":56700}','{"archived":0,"barcode":null,"contents":"[]","counted":1,"cover":"0c336e99201ed42a7b596b06cf06509bdf3bb7ab11722387869a843d607e98ca","description":"","format":null,"introduced":"2012-02","language":null,"low_stock":5,"maker_share_ppm":null,"makers":"[\"Kevin Carson\",\"David S. D’Amato\"]","name":"Converge and Overtake!","pages":null,"position":0,"price":"1st $1.00, rest $0.75 each","price_list":null,"sku":"converge-and-overtake","sold_out":0,"tags":"[\"half-sheet\",\"theory\"]","tax_class":null,"weight_mg":56700}',0);
CREATE TABLE logo (id BLOB PRIMARY KEY CHECK (length(id) = 32), png BLOB NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO logo VALUES(X'ea0d8974ae47eebd8d54957e2e7416126ccc042ad789d405b1a7199c427dc003',X'89504e470d0a1a0a0000000d494844520000003c0000003c08000000001f9786ae000000254944415478daedcb310d00000c03a0a5fe454f44cfc24fae1059966559966559966579313f769500795682c1d30000000049454e44ae426082');
CREATE TABLE letterhead (
  version INTEGER PRIMARY KEY CHECK (version > 0),
  since_seq INTEGER NOT NULL CHECK (since_seq >= 0),
  changed_at INTEGER NOT NULL,
  shop TEXT NOT NULL,
  tagline TEXT NOT NULL,
  footer TEXT NOT NULL,
  code TEXT NOT NULL,
  language TEXT NOT NULL,
  logo_id BLOB REFERENCES logo (id)
) STRICT;
INSERT INTO letterhead VALUES(1,0,1795423406968,'Stigmergy Distro','','','','en',NULL);
INSERT INTO letterhead VALUES(2,18,1795447585760,'Stigmergy Distro','',replace('Thank you\nCome again','\n',char(10)),'','en',NULL);
INSERT INTO letterhead VALUES(3,18,1795447585783,'Stigmergy Distro','',replace('Thank you\nCome again','\n',char(10)),'https://example.org/zines','en',NULL);
INSERT INTO letterhead VALUES(4,18,1795447585802,'Stigmergy Distro','',replace('Thank you\nCome again','\n',char(10)),'https://example.org/zines','en',X'ea0d8974ae47eebd8d54957e2e7416126ccc042ad789d405b1a7199c427dc003');
CREATE TABLE paper_print (
  id INTEGER PRIMARY KEY,
  register TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  paper TEXT NOT NULL,
  printer TEXT NOT NULL,
  copy INTEGER NOT NULL CHECK (copy IN (0, 1)),
  asked_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'printed', 'forgotten')),
  why TEXT NOT NULL
) STRICT;
CREATE TABLE cover (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 1024),
  height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 1024),
  picture BLOB NOT NULL CHECK (length(picture) BETWEEN 1 AND 1048576)
) STRICT;
INSERT INTO cover VALUES('0c336e99201ed42a7b596b06cf06509bdf3bb7ab11722387869a843d607e98ca',60,60,X'ffd8ffe000104a46494600010200000100010000ffc0001108003c003c03011100021101031101ffdb0043000604040504040605050506060607090e0909080809120d0d0a0e1512161615121414171a211c17181f1914141d271d1f2223252525161c292c28242b21242524ffdb00430106060609080911090911241814182424242424242424242424242424242424242424242424242424242424242424242424242424242424242424242424242424ffc4001f0000010501010101010100000000000000000102030405060708090a0bffc400b5100002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffc4001f0100030101010101010101010000000000000102030405060708090a0bffc400b51100020102040403040705040400010277000102031104052131061241510761711322328108144291a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9faffda000c03010002110311003f00f952800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a002800a00fffd9');
CREATE TABLE stock_exit (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  left_at INTEGER NOT NULL,
  offset_min INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  session_id TEXT REFERENCES session (id),
  event TEXT NOT NULL,
  volunteer TEXT NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  makers TEXT NOT NULL,
  tags TEXT NOT NULL,
  maker_share_ppm INTEGER,
  copies INTEGER NOT NULL CHECK (copies <> 0 AND abs(copies) <= 100000),
  why TEXT NOT NULL CHECK (why IN ('free', 'trade', 'solidarity', 'damaged', 'display')),
  note TEXT NOT NULL,
  counted INTEGER NOT NULL CHECK (counted IN (0, 1))
) STRICT;
INSERT INTO stock_exit VALUES(21,'01a20903-fc67-775e-8837-2411815d1698','01a20903-fc62-7579-86c7-b6de964b2d05',1795447585891,0,'2026-11-23','01a2083e-deff-755d-8a71-c3df582957a9','Second Fest','','converge-and-overtake','Converge and Overtake!','["Kevin Carson","David S. D’Amato"]','["half-sheet","theory"]',NULL,2,'trade','for a print',1);
INSERT INTO stock_exit VALUES(22,'01a20903-fc82-76d6-8ccc-f5ccd64c1943','01a20903-fc7e-7136-a47c-14cd0f1e765f',1795447585918,0,'2026-11-23','01a2083e-deff-755d-8a71-c3df582957a9','Second Fest','','converge-and-overtake','Converge and Overtake!','["Kevin Carson","David S. D’Amato"]','["half-sheet","theory"]',NULL,-1,'trade','',1);
CREATE TABLE stocktake (
  sku TEXT PRIMARY KEY,
  found INTEGER NOT NULL CHECK (found BETWEEN 0 AND 100000),
  last_movement INTEGER NOT NULL,
  counted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO stocktake VALUES('converge-and-overtake',24,57,1795447603889);
CREATE INDEX sale_by_day ON sale (business_day);
CREATE INDEX sale_by_event ON sale (event) WHERE event <> '';
CREATE TRIGGER till_stays BEFORE DELETE ON till BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER till_as_made BEFORE UPDATE ON till BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER journal_as_made BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER session_stays BEFORE DELETE ON session BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER session_as_made BEFORE UPDATE ON session BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_stays BEFORE DELETE ON sale BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_as_made BEFORE UPDATE ON sale BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_line_stays BEFORE DELETE ON sale_line BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_line_as_made BEFORE UPDATE ON sale_line BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_charge_stays BEFORE DELETE ON sale_charge BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_charge_as_made BEFORE UPDATE ON sale_charge BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_choice_stays BEFORE DELETE ON sale_choice BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_choice_as_made BEFORE UPDATE ON sale_choice BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER payment_stays BEFORE DELETE ON payment BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER payment_as_made BEFORE UPDATE ON payment BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER donation_stays BEFORE DELETE ON donation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER donation_as_made BEFORE UPDATE ON donation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER stock_movement_stays BEFORE DELETE ON stock_movement BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER stock_movement_as_made BEFORE UPDATE ON stock_movement BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER sale_line_joins_last BEFORE INSERT ON sale_line WHEN NEW.sale_seq <> (SELECT max(seq) FROM sale)
  BEGIN SELECT raise(ABORT, 'the sale is closed'); END;
CREATE TRIGGER payment_joins_last BEFORE INSERT ON payment WHEN NEW.sale_seq <> (SELECT max(seq) FROM sale)
  BEGIN SELECT raise(ABORT, 'the sale is closed'); END;
CREATE TRIGGER donation_joins_last BEFORE INSERT ON donation WHEN NEW.sale_seq <> (SELECT max(seq) FROM sale)
  BEGIN SELECT raise(ABORT, 'the sale is closed'); END;
CREATE INDEX correction_of_sale ON correction (sale_seq);
CREATE UNIQUE INDEX correction_void_once ON correction (sale_seq) WHERE how = 'void';
CREATE INDEX correction_by_day ON correction (business_day);
CREATE INDEX correction_by_session ON correction (session_id);
CREATE INDEX correction_by_event ON correction (event) WHERE event <> '';
CREATE INDEX confirmation_of_sale ON confirmation (sale_seq);
CREATE INDEX hand_over_by_session ON hand_over (session_id);
CREATE INDEX cash_movement_by_session ON cash_movement (session_id);
CREATE INDEX cash_movement_by_day ON cash_movement (business_day);
CREATE INDEX tin_count_by_session ON tin_count (session_id);
CREATE INDEX session_close_by_day ON session_close (business_day);
CREATE INDEX stock_movement_by_sku ON stock_movement (sku, moved_at, copies);
CREATE INDEX sale_by_session ON sale (session_id);
CREATE INDEX session_by_day ON session (business_day);
CREATE INDEX payment_unverified ON payment (sale_seq) WHERE unverified = 1;
CREATE TRIGGER correction_stays BEFORE DELETE ON correction BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_as_made BEFORE UPDATE ON correction BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_line_stays BEFORE DELETE ON correction_line BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_line_as_made BEFORE UPDATE ON correction_line BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_payment_stays BEFORE DELETE ON correction_payment BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_payment_as_made BEFORE UPDATE ON correction_payment BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_donation_stays BEFORE DELETE ON correction_donation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_donation_as_made BEFORE UPDATE ON correction_donation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER confirmation_stays BEFORE DELETE ON confirmation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER confirmation_as_made BEFORE UPDATE ON confirmation BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER hand_over_stays BEFORE DELETE ON hand_over BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER hand_over_as_made BEFORE UPDATE ON hand_over BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER cash_movement_stays BEFORE DELETE ON cash_movement BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER cash_movement_as_made BEFORE UPDATE ON cash_movement BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER tin_count_stays BEFORE DELETE ON tin_count BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER tin_count_as_made BEFORE UPDATE ON tin_count BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER session_close_stays BEFORE DELETE ON session_close BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER session_close_as_made BEFORE UPDATE ON session_close BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER correction_line_joins_last BEFORE INSERT ON correction_line WHEN NEW.correction_seq <> (SELECT max(seq) FROM correction)
  BEGIN SELECT raise(ABORT, 'the correction is closed'); END;
CREATE TRIGGER correction_payment_joins_last BEFORE INSERT ON correction_payment WHEN NEW.correction_seq <> (SELECT max(seq) FROM correction)
  BEGIN SELECT raise(ABORT, 'the correction is closed'); END;
CREATE TRIGGER correction_donation_joins_last BEFORE INSERT ON correction_donation WHEN NEW.correction_seq <> (SELECT max(seq) FROM correction)
  BEGIN SELECT raise(ABORT, 'the correction is closed'); END;
CREATE TRIGGER correction_number_is_free BEFORE INSERT ON correction WHEN EXISTS (SELECT 1 FROM sale WHERE number = NEW.number)
  BEGIN SELECT raise(ABORT, 'the number belongs to a sale'); END;
CREATE TRIGGER sale_number_is_free BEFORE INSERT ON sale WHEN EXISTS (SELECT 1 FROM correction WHERE number = NEW.number)
  BEGIN SELECT raise(ABORT, 'the number belongs to a correction'); END;
CREATE INDEX catalog_change_row_by_key ON catalog_change_row (key, change_number);
CREATE INDEX title_by_position ON title (position);
CREATE TRIGGER logo_stays BEFORE DELETE ON logo BEGIN SELECT raise(ABORT, 'old papers carry it'); END;
CREATE TRIGGER logo_as_made BEFORE UPDATE ON logo BEGIN SELECT raise(ABORT, 'old papers carry it'); END;
CREATE TRIGGER letterhead_stays BEFORE DELETE ON letterhead BEGIN SELECT raise(ABORT, 'old papers carry it'); END;
CREATE TRIGGER letterhead_as_made BEFORE UPDATE ON letterhead BEGIN SELECT raise(ABORT, 'old papers carry it'); END;
CREATE INDEX paper_print_of ON paper_print (register, number);
CREATE INDEX paper_print_waiting ON paper_print (id) WHERE state = 'waiting';
CREATE INDEX stock_exit_by_day ON stock_exit (business_day);
CREATE INDEX stock_exit_by_event ON stock_exit (event) WHERE event <> '';
CREATE INDEX stock_exit_by_sku ON stock_exit (sku, why, copies);
CREATE TRIGGER stock_exit_stays BEFORE DELETE ON stock_exit BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
CREATE TRIGGER stock_exit_as_made BEFORE UPDATE ON stock_exit BEGIN SELECT raise(ABORT, 'the books are append-only'); END;
PRAGMA writable_schema=OFF;
COMMIT;
