# Every word of the window, in English.

app-name = Zinetill
practice = PRACTICE · nothing here is real money
cancel = Cancel
back = Back
remove = Remove
free = Free
cash = Cash
try-again = Try again

theme-paper = Paper
theme-night = Night
theme-sunlight = Sunlight

place-sell = Sell
place-sales = Sales
place-day = Day
place-catalog = Catalog
place-event = Event
place-help = Help

key-help = Keys and help
key-back = Back, close, clear. The cart stays
key-walk = Walk over everything that can be pressed or filled in
key-press = Press it. So does Enter, outside Sell and Payment
key-page = Scroll what there is to read
key-zoom-in = Larger
key-zoom-out = Smaller
key-zoom-whole = Usual size
key-amount = Type the amount given
key-erase = Take back the last digit
key-given = Take the typed amount as given
key-record = Record the sale
key-donate-change = Keep the change as a donation
key-search = Search. 3* before it means three copies
key-highlight = Move over the tiles
key-add = Add the highlighted title
key-line = Another line of the cart
key-more = One more copy
key-less = One copy less
key-remove = Remove the line
key-undo-catalog = Undo the last change of the catalog
key-undo = Take back the last step of the cart; with an empty cart, the last sale
key-park = Park the cart, or bring the parked one back
key-donation = Donation
key-custom = Custom amount
key-discount = Discount
key-take-payment = Take payment
key-pay-in = Pay cash into the tin
key-pay-out = Pay cash out of the tin
key-count = Count the tin
key-sheet = Key in a paper sheet
key-close-day = Close the day
key-keep = Record what is filled in
key-sheet-title = Choose among the titles found
hint-highlight = choose and add
hint-add = adds
hint-clear = clears
hint-line = line
hint-copies = copies
hint-remove = remove
help-heading = Keys
help-everywhere = Everywhere
help-selling = While selling
help-paying = In payment
help-day = In the day
help-catalog = In the catalog
help-scanner = A scanned code adds at once, in payment too: it goes back to the cart.
help-touch = Everything can also be done by touch or mouse.
help-close = Close

sell-search = Title, author or barcode — just type or scan
sell-all = All { $count }
sell-empty-catalog = There are no titles yet. Bring some in under Catalog (F5), or sell with Custom amount.
sell-none-found = Nothing found for “{ $what }”. Esc clears the search; Custom amount sells it anyway.
sell-not-found = No title has the code or name “{ $what }”. Custom amount sells it anyway.
sell-more-than-left = { $count ->
    [0] { $title }: sold out by the count. It sells all the same; count the stock later.
    [one] { $title }: only 1 left by the count. It sells all the same; count the stock later.
   *[other] { $title }: only { $count } left by the count. It sells all the same; count the stock later.
}
sell-nothing-yet = The cart is empty. Tap a title first.
sell-choose-first = Ask what the buyer wants to pay for { $title }.
custom-amount = Custom amount
header-register = table { $register }
header-sales-today = { $count ->
    [one] 1 sale today
   *[other] { $count } sales today
}
header-session-float = Float { $float } · open { $at }
header-session = Open { $at }
header-no-session = Open a session
tile-left = { $count } left
tile-few = only { $count } left
tile-sold-out = sold out

ribbon-none = The last sale will stand here, with its change and its receipt.
ribbon-sale = Sale { $number }
ribbon-facts = { $count ->
    [one] 1 item
   *[other] { $count } items
} · { $total } { $method }
ribbon-change = change { $change }
ribbon-receipt = Receipt PDF
ribbon-undo = Undo · { $minutes } min
ribbon-undoing = Taking back…
ribbon-later = Sales takes it back
ribbon-taken = Sale { $number } is taken back ({ $by }).
ribbon-cart-back = Its cart is here again.
give-back = Give back { $ways }.
give-back-unseen = Give back { $ways }, if it arrived.
undo-reason = undone
undo-not = NOT taken back: { $why }
correction-behind = { $number } is recorded, but the till roll cannot be written: { $why }

cart = Cart
cart-empty-count = empty
cart-items = { $count ->
    [one] 1 item
   *[other] { $count } items
}
cart-park = Park
cart-to-tiles = Titles
cart-recall = Bring back
cart-parked = { $count } · { $first }
cart-empty = Tap a title, or type its name and press Enter.
cart-empty-keys = 3* before the name adds three. Tab walks over everything, Space presses it.
cart-saves = tier saves { $amount }
cart-next = { $which ->
    [one] { $which }st
    [two] { $which }nd
    [few] { $which }rd
   *[other] { $which }th
} costs only { $price }
cart-pick = pick amount
cart-undecided = amount not chosen yet
cart-undecided-amount = ?
cart-below-scale = below the scale
cart-subtotal = Subtotal
cart-discount = Discount { $size }: { $what }
cart-discount-all = whole cart
cart-tax = Tax { $class } { $rate }
cart-tax-included = with { $class } tax { $rate }
cart-donation = Donation
cart-donation-to = Donation to { $jar }
cart-total = Total
cart-add-donation = Donation
cart-add-discount = Discount
cart-undo = Undo
cart-clear = Clear
cart-take-payment = Take payment
amount-other = Other…
amount-hint = 0.00
amount-done = Use it
donation-heading = Donation
donation-jar = For whom?
donation-done = Add donation
custom-heading = Custom amount
custom-hint = What is it?
custom-name = Custom amount
custom-done = Add to cart
amount-by-copy = Copy by copy
discount-heading = Discount
discount-line = { $title }
discount-all = Whole cart
discount-price = Price each
discount-hint = 10% or 2.00
discount-why = Why?
discount-why-missing = Say why, as in: last copy, creased.
discount-done = Use it

payment = Payment
payment-to-pay = To pay
payment-to-pay-rounded = To pay in cash, rounded from { $exact }
payment-nothing = Nothing
payment-exact = Exact
payment-other = Other…
payment-type-amount = type it
payment-change = Change due
payment-missing = Still missing
payment-how-much = Tap what the buyer hands over, or type it and press Enter.
payment-keep-change = Keep the change → donate
payment-donation = { $amount } of this is a donation. Thank you!
payment-split = Split payment
payment-split-how = Type the part that is paid this way, then press Split payment; the rest comes another way.
payment-note = Note
payment-note-away = Remove note
payment-note-hint = A word about this sale, printed nowhere
payment-record = Record sale
payment-recording = Recording…
payment-not-recorded = NOT recorded, the cart is kept. { $why }
recorded-behind = Sale { $number } is recorded, but the till roll cannot be written: { $why }

receipt-failed = The receipt could not be shown: { $why }
receipt-open-failed = The receipt lies in { $file }, but no program opened it: { $why }
receipt-saved = Saved: { $file }
cart-not-kept = The cart could not be kept on disk: { $why }. It is still on the screen; a sale is only safe once it says recorded.
sold-heading = Sale { $number } is recorded
sold-change = Change due
sold-change-none = No change due

desk-gone = a mistake of the program came in between, and it is not known whether this was done. Everything recorded is safe: look whether it is there, or do the same again
window-again = The window ended by a mistake of the program and opened again. Every sale and the cart are safe. For whoever can mend it, a note lies in { $note }

sales-search = Number, title, amount, method, volunteer, note
sales-narrow = Narrow
sales-when = Day, event
sales-kind = Kind
sales-kind-sale = Sales
sales-kind-correction = Voids, refunds, changes
sales-kind-void = Voids
sales-kind-refund = Refunds
sales-kind-repay = Method changes
sales-method = Paid by
sales-volunteer = Volunteer
sales-late = Late entries
sales-waiting = Not ticked off
sales-no-volunteers = Nobody said yet who is at the table.
sales-heading = Sales
sales-none = No sale yet. Whatever is sold stands here, newest first.
sales-none-found = No sale matches. Esc clears the search.
sales-to-list = All sales
sales-none-like-it = No sale is like that. Take a chip away, or Esc for all sales.
sales-pick = Choose a sale to see its receipt.
sales-show-pdf = Show PDF
sales-save = Save…
sales-print = Print

save-heading = Save receipt { $number }
paper-roll58 = 58 mm roll
paper-roll80 = 80 mm roll
paper-a4 = A4
paper-letter = Letter
paper-a5 = A5
paper-a6 = A6
save-where = Where to, with its name
save-do = Save
save-taken = { $file } is there already. Nothing was written yet.
save-replace = Replace
save-free = Save as { $file }
save-nowhere = Say where to: a folder and a name.

export-open = Receipts…
export-heading = Receipts as files
export-all = All sales
export-found = Found by “{ $search }”
export-today = Today
export-one = One PDF with a list of contents
export-each = A folder with a file each
export-where = Where to: the folder
export-do = Write them
export-name = Receipts { $of }
export-name-all = all
export-reading = Reading…
export-stopping = Stopping…
export-progress = { $done } of { $all } receipts
export-done-one = Written: { $place }
export-done = { $count ->
    [one] 1 receipt
   *[other] { $count } receipts
} written into { $place }
export-stopped-one = Stopped. Nothing was written.
export-stopped = Stopped: { $count ->
    [0] nothing was written.
    [one] 1 receipt of { $all } is in { $place }, and it is whole.
   *[other] { $count } receipts of { $all } are in { $place }, each of them whole.
}
export-taken = { $count ->
    [one] { $file } is there already.
   *[other] { $file } and others, { $count } in all, are there already.
} Nothing was written yet.
export-replace = Replace

sales-voided = voided
sales-voided-by = Voided by { $number }: all of it was taken back
sales-since = Since then
sales-since-row = { $number } { $how }
sales-unverified = { $amount } is not ticked off: nobody saw it arrive yet
sales-confirmed = Ticked off: the money was seen to arrive

waiting-chip = To tick off ({ $count })
waiting-sum = { $amount } still waits to be seen
waiting-how = Hold the phone beside this list and tick off what arrived.
waiting-newest = The newest { $count } are listed; the next ones follow when these are ticked off.
waiting-none = Everything is ticked off
waiting-arrived = Arrived
waiting-not-arrived = Not arrived
waiting-done = Ticked off
waiting-not = NOT ticked off: { $why }

how-void = Void
how-refund = Refund
how-repay = Change of method
correction-of = { $how } of { $number }
correction-copies = { $count } × { $title }
correction-damaged = { $what }, damaged
correction-tax = Added tax
correction-back = Given back
correction-why = Why: { $why }
correction-by = done by { $by }
correction-recorded = { $number } is recorded: { $how } of { $of }.

correct-return = Return copies
correct-void = Void
correct-repay = Change method
correct-void-how = All of it is taken back: the copies, the money, the donations.
correct-most = { $count ->
    [one] 1 copy can come back
   *[other] { $count } copies can come back
}
correct-most-at = { $count ->
    [one] 1 copy for { $amount }
   *[other] { $count } copies for { $amount } each
}
correct-damaged = Damaged, cannot be sold again
correct-by = Pay back by
correct-as-paid = As it was paid
correct-from = On record
correct-to = How was it really paid?
correct-why = Why?
correct-why-hint = In a few words
correct-why-hint-free = In a few words, if you like
correct-why-missing = Tap a reason above, or write one: it stands in the day’s summary.
correct-goes-back = Goes back
correct-moves = Moves
correct-pick-copies = Tap + for each copy that comes back.
correct-pick-methods = Choose how it was really paid.
correct-nothing-back = Nothing is to be given back.
correct-costs-as-much = The copies that stay cost as much as all of them did, so nothing goes back.
correct-unseen = Nobody saw { $amount } of this arrive. Look at the phone before you give it back.
correct-moved = { $amount } from { $from } to { $to }
correct-do-void = Give back { $amount } and void
correct-do-void-nothing = Void the sale
correct-do-return = Give back { $amount }
correct-do-return-nothing = Take the copies back
correct-do-repay = Move { $amount }
correct-not = NOT recorded: { $why }
why-twice = Rung up twice
why-wrong = Wrong title
why-mind = Changed their mind
why-unpaid = Never paid
why-creased = Damaged copy
why-slip = Wrong button
why-unseen = Did not arrive

sales-at = { $day } · { $at }
sales-head = { $count ->
    [one] 1 item
   *[other] { $count } items
} · { $method }
sales-together = { $count } listed · { $what } together { $amount }
sales-together-whole = { $count } listed · together { $amount }, with tax, donations and rounding
sales-of-whole = of { $amount }
sales-loading = Reading…

receipt-total = Total
receipt-goods = Goods
receipt-donation = Donation
receipt-donation-to = Donation to { $jar }
receipt-rounding = Cash rounding
receipt-given = { $method } given
receipt-change = Change
receipt-saved-you = You saved { $amount }
receipt-note = Note: { $note }
receipt-by = served by { $by }

day-heading = Day summary
day-previous = Earlier
day-next = Later
day-today = Today
day-goods = Goods
day-goods-under = { $sales ->
    [one] 1 sale
   *[other] { $sales } sales
} · { $copies ->
    [one] 1 copy
   *[other] { $copies } copies
}
day-donations = Donations
day-donations-under = kept apart from sales
day-average = Average sale
day-average-under = goods for each sale
day-saved = Tier & offer savings
day-saved-under = given to readers
day-back = Voids & refunds
day-back-under = { $count ->
    [0] nothing taken back
    [one] 1 correction
   *[other] { $count } corrections
}
day-corrections = Corrections
day-correction-void = sale { $of } taken back
day-correction-refund = copies of { $of } came back
day-correction-repay = { $of } was paid otherwise
day-close = Close the day
day-by-hour = By hour
day-by-title = By title
day-by-payment = By payment
day-title = Title
day-sold = Sold
day-free = Free
day-returned = Back
day-takings = Takings
day-left = Left
day-method = Method
day-count = Sales
day-amount = Amount
day-unverified = { $amount } not ticked off
day-nothing = Nothing sold on this day.
day-holds = It adds up
day-holds-not = This does NOT add up. Run zinetill verify and keep the till as it is.
day-identity = goods { $goods } + tax { $tax } + donations { $donations } + rounding { $rounding } = payments { $payments } − change { $change }
day-tin = Cash in the tin
day-was = was { $amount }
day-compared = “was” compares with { $span }, { $sales ->
    [one] 1 sale
   *[other] { $sales } sales
}.
day-from-to = { $from } – { $to }
day-nothing-then = Nothing was sold then.
day-by-day = By day
day-by-volunteer = By volunteer
day-by-event = By event
day-by-tag = By tag
day-by-maker = By maker
day-copies = Copies
day-share = Share
day-kept = Stays with the table
day-nobody = nobody said
day-no-event = at no event
day-no-tag = no tag
day-no-maker = nobody named
day-more = Show { $count } more
day-whole-event = Whole event
day-receipts = Receipts ({ $count })
day-copy = Copy
day-copied = Copied as text. Paste it into a chat or a mail.
day-csv = CSV
day-pdf = PDF
day-pick = Which days?
day-save = Save as a file
day-save-what = What is it for?
day-save-summary = The summary
day-save-sales = Every sale and correction
day-save-pdf = PDF for paper
day-save-xlsx = XLSX spreadsheet
day-save-csv = CSV table
day-save-text = Text for a chat
day-save-journal = Accounting journal
day-save-paper = Paper
day-save-a4 = A4
day-save-letter = Letter
day-save-numbers = How the spreadsheet writes numbers
day-save-point = 1.50
day-save-comma = 1,50
day-save-summary-name = summary
day-save-sales-name = sales
day-save-writing = Writing…

pick-range = Any days
pick-from = From
pick-to = To
pick-day-hint = 2026-11-22
pick-show = Show these days
pick-days = Days with sales
pick-events = Events
pick-earlier = Earlier days
pick-no-day = “{ $typed }” is no day; write it like 2026-11-22.
pick-backwards = The last day comes before the first one.

# The tin

tin-open = Open a session
tin-many-days = The tin is told for up to { $days } days at once. Choose fewer days to see it.
tin-no-session = Nothing went into the tin or out of it.
tin-nobody-counted = nobody counted the float
tin-float = Opening float
tin-cash = Cash sales + donations
tin-back = Given back for corrections
tin-paid-in = Paid in · { $why }
tin-paid-out = Paid out · { $why }
tin-expected = Expected
tin-expected-unknown = What should be in the tin is not known: nobody counted the float.
tin-counted = Counted · { $by } { $at }
tin-counted-at = Counted · { $at }
tin-right = That is right
tin-over = Over
tin-short = Short
tin-closed-uncounted = Closed { $at }; nobody counted.
tin-session-open = Open since { $from }
tin-session-closed = { $from } to { $to }
tin-sales = { $count ->
    [one] 1 sale
   *[other] { $count } sales
}
tin-pay-in = Pay in
tin-pay-out = Pay out
tin-count = Count the tin

counting-pieces = Coins and notes
counting-sum = One sum
counting-not = Not counted
counting-not-how = Nobody counts now. The till then does not know what should be in the tin, and shows no over or short.
counting-together = Together
counting-no-number = “{ $typed }” is no number of { $value }. Type how many there are.
counting-missing = Type what lies in the tin.
counting-float-missing = Type what lies in the tin, or choose Not counted.

count-heading = How many lie in the tin?
count-keep = Keep the count
count-keep-amount = Keep the count · { $amount }
count-keep-first = Keep the count
count-nothing = Nothing is typed yet. Type how many there are; an empty tin is a 0 anywhere.
count-none = Nobody counted.
count-kept = { $counted } counted.
count-right = { $counted } counted: that is right.
count-over = { $counted } counted: over by { $by }.
count-short = { $counted } counted: short by { $by }.

close-how = Count the tin if you can; whatever is found is kept, over or short. Parked carts stay where they are, and a new session can be opened today.
close-count = Count, or close without
close-do = Close the session
close-with = Close with { $amount }
close-done = The session is closed.
close-none = No session is open, so there is nothing to close.

day-sheet = Paper sheet
day-sheet-rows = Paper sheet · { $count }
sheet-usual-time = 12:00
sheet-new-rows = New rows
sheet-time-hint = 14:10
sheet-search = Title, author or barcode
sheet-search-instead = Another title for row { $row }
sheet-how = Type a title; Enter adds a row. 3* before it means three copies, the same title again one more. Each row is a sale.
sheet-none = Nothing is keyed in yet. Whatever was ticked on paper goes here, a row for each sale, and is recorded all at once.
sheet-none-found = Nothing found for “{ $what }”. Esc clears the search.
sheet-put-back = Put back { $title }
sheet-copies = Copies
sheet-time = Time
sheet-method = Paid by
sheet-each = Each
sheet-together = Together
sheet-unknown = ?
sheet-no-count = “{ $typed }” is no number of copies.
sheet-no-time = “{ $typed }” is no time of day; write it like 14:10.
sheet-no-amount = Type what was paid for each copy.
sheet-full = A sheet holds { $count } rows. Record these first.
sheet-empty = Nothing is keyed in yet.
sheet-row = Row { $row }, { $title }: { $why } Nothing was recorded.
sheet-record = { $count ->
    [0] Record sales
    [one] Record 1 sale
   *[other] Record { $count } sales
}
sheet-done = { $count ->
    [one] 1 sale of { $day } is recorded: { $first }, { $total }.
   *[other] { $count } sales of { $day } are recorded: { $first } to { $last }, { $total }.
}

cash-how-much = How much?
cash-why = What for?
cash-why-hint = or in your own words
cash-why-missing = Say what for; it stands in the summary.
cash-in-how = Cash comes into the tin
cash-out-how = Cash leaves the tin
cash-in-do = Pay in { $amount }
cash-out-do = Pay out { $amount }
cash-in-done = { $amount } paid in: { $why }.
cash-out-done = { $amount } paid out: { $why }.
cash-now = In the tin should be { $amount } now.
why-change = change
why-fee = table fee
why-lunch = lunch
why-supplies = supplies
why-maker = maker’s share
why-own = from my own pocket
why-other-table = from another table
panel-recording = Recording…

catalog-heading = Catalog
catalog-search = Title, maker, SKU or barcode
catalog-count = { $count ->
    [one] 1 title
   *[other] { $count } titles
}
catalog-uncounted = not counted
catalog-none = No titles yet. Make one with New title, or bring in a file or a page.
catalog-none-found = No title matches. Esc clears the search.
catalog-pick = Choose a title to see everything about it.
catalog-for = { $count ->
    [one] 1 copy
   *[other] { $count } copies
}
catalog-buyer-chooses = the buyer chooses
catalog-sku = SKU
catalog-stock = Stock
catalog-tags = Tags
catalog-barcode = Barcode
catalog-introduced = Came out
catalog-weight = Weight
catalog-contents = Contents
catalog-sell = Sell one

event-heading = Event and settings
event-session = Session
event-session-none = No session is open. Selling works without one; with one the till knows what should be in the tin.
event-session-again = Opening another one ends the one that is open, with what was counted last.
event-float = Float: what lies in the tin
event-float-proposed = Proposed: { $amount }, as counted last.
event-name = Event
event-name-hint = Zine fest, book fair, Tuesday at the library
event-by = Who is at the table?
event-by-hint = A name
event-open = Open session
event-opening = Opening…
event-opened = The session is open.
event-another = Open another session
event-close = Close the day…
event-next = Who takes over?
event-hand-over = Hand over
event-handed-over = { $by } sells from now on.
event-hand-over-missing = Type who takes over.
event-now-by = Sells now
event-now-event = Event
event-now-since = Since
event-now-float = Float
event-nobody = nobody said
event-look = Look
event-theme = Theme
event-zoom = Size
event-zoom-now = { $percent } %
event-till = This till
event-register = Register
event-currency = Currency
event-folder = Everything lies in
event-practice = This is a practice till.

start-heading = Welcome to Zinetill
start-under = A till for zine tables. Nothing leaves this computer. How do you want to start?
start-demo = Try it with a demo table
start-demo-under = Forty invented titles, marked PRACTICE. Sell them as you like: nothing counts.
start-catalog = Bring a catalog
start-catalog-under = From a spreadsheet, another shop's export or the page of a title. You see what would come in before it does.
start-empty = Start empty
start-empty-under = A till in US dollars. Sell with Custom amount at once; add titles later.
start-backup = Or bring back a backup…
start-busy = Making the till…
start-not = That did not work

trouble-heading = The till cannot be opened
trouble-happened = What happened
trouble-safe = What is safe
trouble-safe-words = Nothing was changed. Every sale that was recorded is still in the till’s folder.
trouble-do = What to do
trouble-do-words = Close other programs that may use the till, check that the disk has room and can be written, then try again. The folder is { $folder }.

# Price sentences, price lists, offers

price-sentence = Price, the way a sign says it
price-understood = The till understands
price-example = For example: { $example }
price-own = Its own price
price-no-tax = none

catalog-titles = Titles
catalog-stock-tab = Stock
catalog-print = Print
catalog-titles-all = All titles
catalog-lists = Price lists
catalog-offers = Offers
catalog-list = Price list
catalog-tax = Tax class

list-none = No price lists yet. A price list is a price that many titles share: change it once, and all of them follow.
list-new = New price list
list-name = Name
list-name-hint = Half-sheets
list-make = Make price list
list-remove = Delete
list-in-use = It can be deleted once no title is on it, archived ones neither.
list-change = { $count ->
    [0] Save
    [one] Save · 1 title follows
   *[other] Save · { $count } titles follow
}
list-saved = { $name } is saved.
list-how = A title goes onto a list under Titles: choose it, press the list, then Save.

offer-none = No offers yet. An offer is a set price for several copies together, like any 3 half-sheets for $2.
offer-new = New offer
offer-units = How many copies
offer-price = Together for
offer-over = Of what
offer-everything = everything
offer-titles = these titles…
offer-tag = the tag { $tag }
offer-name = What the sign says
offer-only-at = Only at { $event }
offer-first-day = First day, if any
offer-last-day = Last day, if any
offer-no-day = “{ $typed }” is no day; write it like 2026-11-22.
offer-make = Make offer
offer-made = Offer { $number } is made. It counts from now on, in the open cart too.
offer-how = The till applies offers by itself, always so that the buyer pays least. An offer is not changed: stop it and make a new one.
offer-stop = Stop
offer-stopped = stopped
offer-terms = { $units } of { $over } for { $price }
offer-at = only at { $event }
offer-from = from { $day }
offer-until = until { $day }

# How the till is set

event-facts = Made for good
event-taxes = Tax classes
set-save = Save
set-saved = Saved
set-shop = Name of the shop
set-shop-how = At the head of receipts
set-tagline = Lines below it
set-tagline-how = An address, a motto; parted by |
set-footer = Lines at the foot
set-footer-how = Thank you for reading! Several lines are parted by |
set-qr = Code that phones read
set-qr-how = An address on the web, or any short text, at the foot of receipts
set-logo = Logo
set-logo-how = The file of a PNG or JPEG; the till keeps a copy of it
set-logo-kept = A logo of { $width } × { $height } dots
set-logo-none = No logo
set-paper = Paper
set-printer = Printer
set-printer-none = none
set-printer-empty = This system has no printer yet.
set-print = Receipts are printed
set-print-asked = when asked for
set-print-each = after each sale
set-print-nowhere = Choose a printer above: until then nothing is printed.
event-papers = Papers and printer
print-waiting = { $count ->
    [0] Nothing waits to be printed.
    [one] 1 receipt waits to be printed
   *[other] { $count } receipts wait to be printed
}
print-on-its-way = on its way
print-nobody-said = nobody said whether it was printed
print-again-all = Print all of them
print-forget-all = Forget all
print-all-done = { $count ->
    [one] 1 receipt went to the printer.
   *[other] { $count } receipts went to the printer.
}
print-more = and { $count } more
print-again = Print again
print-forget = Forget
print-done = { $number } went to { $printer }.
print-done-copy = { $number } went to { $printer }, marked COPY.
set-methods = Payment methods beside cash
set-methods-how = Parted by commas: card, venmo, cash app
set-trusted = Trusted methods
set-trusted-how = Money by these is seen to arrive; the others are ticked off later.
set-jars = Jars for donations
set-jars-how = Parted by commas: Books to Prisoners, Table fee
set-coin = Smallest coin
set-coin-how = What is paid in cash is rounded to it.
set-coin-none = none
set-hour = The business day ends at
set-hour-how = From 0 to 23: a sale before this hour counts on the day before.
tax-none = No tax classes yet: prices are what the buyer pays.
tax-name = Name
tax-name-hint = books
tax-rate = Rate
tax-rate-hint = 8.875 %
tax-included = in the price
tax-added = added to the price
tax-make = Add tax class
tax-change = Change { $name }
tax-saved = { $name } is saved.
tax-remove = Delete
tax-removed = { $name } is deleted.
tax-how = A title gets its tax class in the Catalog, where its price is changed. One that no title has can be deleted. What was sold keeps its tax.

# Terms in the day's summary

day-taxes = Tax
day-tax-class = { $class } · { $rate }, { $how ->
    [included] in the price
   *[added] added
}
day-tax-base = on { $base }
day-jars = Donations by jar
day-jar-table = The table itself
day-bands = Sliding scale
day-band = { $count ->
    [one] 1 copy
   *[other] { $count } copies
}
day-given = Offers and discounts
day-given-tiers = Saved by tiers and sets
day-given-offers = Saved by offers
day-given-discounts = Discounts

# What stands in the till's way

trouble-look = Only look
trouble-repair = Repair
trouble-opening = Opening the till…
trouble-restoring = Restoring the backup…
trouble-repairing = Repairing the till…
trouble-wait = Nothing can be sold until this is done. It takes some seconds; leave the window open.
trouble-other = Or another backup, as from a stick
trouble-window = Another window has this till
trouble-window-safe = Everything. What is sold there is recorded there; commands may be used beside it.
trouble-window-do = Sell in the other window: it was asked to come forward. Here you can only look, or try again once the other is closed.
trouble-busy = Another program is using the till
trouble-busy-do = Close the other program, or wait until it is done, then try again. The folder is { $folder }.
trouble-newer = A newer version made this till
trouble-newer-do = Install that version to open it. An older backup can be restored into another folder. The folder is { $folder }.
trouble-foreign = This is no till’s database
trouble-foreign-safe = The file was left to the byte as it was found.
trouble-foreign-do = If a till should be here, Repair puts the newest backup and the till roll in its place and sets this file aside. Otherwise choose another folder. The folder is { $folder }.
trouble-damaged = The till’s database is damaged
trouble-damaged-safe = Every sale that was recorded stands in the till roll as well, beside the database. Nothing is deleted, whatever you choose.
trouble-repair-do = Repair takes the newest good backup, puts back everything that is newer from the till roll, and sets what was there aside. The folder is { $folder }.
trouble-gone = The till’s database is gone
trouble-gone-safe = Every sale that was recorded stands in the till roll, and the backups are there. Nothing was made anew in its place.
trouble-half = A restore was not finished
trouble-half-safe = The backup and the files from before lie side by side; none is lost.
trouble-half-do = Free some space, see that the folder can be written, then try again: it goes on where it stopped. The folder is { $folder }.
trouble-read-only = The till’s folder cannot be written
trouble-read-only-do = Free the folder for writing, then try again. The folder is { $folder }.
trouble-full = The disk is full, or failing
trouble-full-do = Free some space on the disk, then try again. The folder is { $folder }.
trouble-diverged = Database and till roll tell different things
trouble-diverged-safe = Both are as they were; nothing can be added to either until it is decided which is right.
trouble-diverged-do = Look at the sales first, and copy the folder { $folder } to another disk. A backup from before they parted, restored below, takes the till roll’s side and sets the database aside. To take the database’s side, move till-roll.ndjson elsewhere and try again.
trouble-not-restored = The backup was not restored
trouble-not-restored-safe = The till is as it was: nothing was moved and nothing is lost.
trouble-not-restored-do = Go back and choose another backup. The folder of the till is { $folder }.
restored = { $sales ->
    [one] The till is restored, with 1 sale
   *[other] The till is restored, with { $sales } sales
}; { $newer ->
    [0] nothing newer was to be put back.
    [one] 1 newer entry was put back from the till roll.
   *[other] { $newer } newer entries were put back from the till roll.
}
restored-no-catalog = The till roll holds no catalog: import the titles again.
restored-left = { $count ->
    [one] 1 entry that does not continue the backup lies in the files set aside.
   *[other] { $count } entries that do not continue the backup lie in the files set aside.
}
repaired-sound = There was nothing to repair: the books hold.
called-here = Another window wanted this till. It is here.
band-only-look = READ-ONLY · nothing can be recorded here: { $why }
band-roll = The till roll cannot be written just now; sales are recorded all the same: { $why }
band-second = The second place for backups is behind; selling goes on: { $why }
band-network = The till lies on a network drive ({ $why }). A folder on this computer is safer and faster.
band-synced = { $why } copies this folder while it is written, which can damage the till. Move it elsewhere and let { $why } have the backups.
band-slow = This disk keeps the till safe only in a slower way. A folder on this computer is faster.

# Backups

event-backups = Backups
backup-none = No backup yet. One is made whenever a session is closed.
backup-last = Last backup: { $at }, with { $count ->
    [one] 1 entry
   *[other] { $count } entries
}, in this till’s folder.
backup-now = Back up now
backup-working = Backing up…
backup-made = Backed up and verified: { $count ->
    [one] 1 sale
   *[other] { $count } sales
}.
backup-second = The second place
backup-second-how = A folder on a stick or another disk. It gets a copy of each backup and of the till roll.
backup-second-synced = It has everything.
backup-second-behind = Not yet: { $why }
backup-list = Restore
backup-list-more = All { $count } backups
backup-row = { $at } · { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
backup-before = before version { $version }
backup-restore = Restore…
backup-file = From a file
backup-file-hint = /media/stick/…
backup-sure = The catalog and settings go back to this backup. Sales since then are put back from the till roll. What is there now is set aside, not deleted.
backup-do = Restore this backup

# Bringing titles in, and the catalog out
catalog-bring = Bring in / out
bring-file = Titles from a file
bring-file-how = A spreadsheet (CSV, XLSX) of your own, or what Square, Shopify, WooCommerce, Etsy, Big Cartel or Loyverse exports. { $drop ->
    [yes] Drop it on this window, or choose it.
   *[no] Choose it.
} You see what each row would do before anything is changed.
bring-kinds = Catalogs and pages
bring-dialog = Choose a file…
bring-path = Or its path
bring-path-hint = /home/you/Documents/titles.csv
bring-look = Look at it
bring-reading = Reading…
bring-no-dialog = This computer shows no file dialog. Type or paste the path of the file{ $drop ->
    [yes] , or drop the file on this window
   *[no] {""}
}.
bring-no-file = There is no file { $file }.
bring-cannot = { $file } cannot be read: { $why }.
bring-page = A title's page
bring-page-how = Copy the whole page of a title in a shop and paste it here. { $drop ->
    [yes] Or drop the saved page on this window.
   *[no] Or choose the saved page as a file.
}
bring-text-hint = Converge and Overtake! 2.0 oz  1st @ $1.00 …
bring-read = Read the page
bring-last = Last came in: { $count ->
    [one] 1 title
   *[other] { $count } titles
} of { $file }, { $at }.
bring-last-undone = Last came in and was undone: { $file }, { $at }.
bring-undo = Undo this import
bring-undo-how = Undo puts every title back as it was. What was changed or sold since stays, and is named.
bring-another = Bring in another
bring-waiting = { $count ->
    [one] { $file } was dropped with it and waits.
   *[other] { $count } more were dropped with it and wait: { $file } is next.
}
bring-next = Look at the next
bring-next-of = Next of { $count }
bring-forget = Leave them
bring-rows = The rows
bring-columns = Columns
bring-map = No column is named as titles are. Choose below which one holds them.
bring-how = { $encoding }, cells parted by { $parts }, { $count ->
    [one] 1 row
   *[other] { $count } rows
}. Press a part of a title to choose its column by hand.
bring-how-sheet = { $encoding }, { $count ->
    [one] 1 row
   *[other] { $count } rows
}. Press a part of a title to choose its column by hand.
bring-commas = commas
bring-semicolons = semicolons
bring-tabs = tabs
bring-no-column = no column
bring-not-taken = Not taken, because a till has no place for them: { $columns }.
bring-stopped = Stopped. Nothing came in, and the catalog is as it was.
bring-other-sheets = Only the first sheet that names titles is read. Not read: { $sheets }.
bring-all = All { $count }
bring-filter-new = New { $count }
bring-filter-changed = Changed { $count }
bring-filter-same = Same { $count }
bring-filter-problem = { $count ->
    [one] 1 problem
   *[other] { $count } problems
}
bring-filter-left-out = No title { $count }
bring-new = new
bring-changed = changed
bring-same = same
bring-problem = problem
bring-left-out = no title
bring-no-rows = No rows here.
bring-copies = { $count ->
    [one] 1 copy
   *[other] { $count } copies
}
bring-line = Line { $line }
bring-beyond = Stands beyond the last column, and is dropped when the row is read again: { $cells }
bring-again = Read this row again
bring-unused = { $name } (not taken)
bring-row-same = The catalog says the same already.
bring-row-new = A new title.
bring-row-right = Now it can come in.
bring-writing = Writing { $done } of { $count }…
bring-leaves = { $count ->
    [one] The row with a problem is put into a file beside this one.
   *[other] The { $count } rows with a problem are put into a file beside this one.
} Or press a row and put it right.
bring-import = { $count ->
    [one] Import 1 title
   *[other] Import { $count } titles
}
bring-import-none = Nothing new to import
bring-import-cannot = Which column is the title?
bring-changed-since = The catalog changed while this stood here. Look at it again; nothing came in yet.
bring-problems-name = { $file } problems.csv
bring-done = { $count ->
    [one] 1 title is in
   *[other] { $count } titles are in
}
bring-done-one = { $title } is in
bring-nothing = Everything was there already
bring-done-new = { $count } new.
bring-done-changed = { $count } changed.
bring-done-same = { $count } as before.
bring-done-left = { $count ->
    [one] 1 row is left out. It lies, with the reason, in { $file }. Put it right there and bring that file in.
   *[other] { $count } rows are left out. They lie, each with its reason, in { $file }. Put them right there and bring that file in.
}
bring-undone = The import of { $file } is undone
bring-undone-restored = { $count ->
    [one] As it was before: { $names }.
   *[other] { $count } as they were before: { $names }.
}
bring-undone-removed = { $count ->
    [one] Gone again: { $names }.
   *[other] { $count } gone again: { $names }.
}
bring-undone-archived = Sold or used since, so put away instead: { $names }.
bring-undone-changed = Changed since, so left as { $count ->
    [one] it is
   *[other] they are
}: { $names }.
bring-undone-counted = As before, but with the copies that were counted since: { $names }.
bring-sell = Sell { $title }
field-title = Title
field-makers = Makers
field-price = Price
field-description = Description
field-share = Maker's share
field-pages = Pages
field-format = Format
field-language = Language
field-low-stock = Low stock
field-sold-out = Sold out
field-archived = Archived
field-other = Other
page-understood = What was understood
page-makers = Makers, parted by ;
page-tags = Tags, parted by ;
page-contents = Contents, one to a line
page-not-understood = Not understood
page-all-understood = Every line found its place.
page-left-heading = Left out
page-left-out = { $count ->
    [one] 1 line that belongs to the page: links, menus, its reply form.
   *[other] { $count } lines that belong to the page: links, menus, its reply form.
}
page-show = Show them
page-join = To the description
page-changes = It is in the catalog already. This changes: { $changes }
page-take = Take this title
page-take-changed = Change this title
page-same = The catalog says the same already
out-heading = The catalog as a file
out-how = Everything a title holds. It comes in again as it went out. Square knows one price for a title: that of one copy.
out-csv = CSV
out-xlsx = XLSX workbook
out-square = CSV for Square
out-where = Where to, with its name
out-write = Write the file
out-written = { $count ->
    [one] 1 title stands
   *[other] { $count } titles stand
} in { $file }.
out-lost = Of { $count } of them Square cannot tell the whole price.
files-taken = { $file } is there already. Nothing was written yet.
files-free = Write { $file }
files-replace = Replace it
files-nowhere = Say where to: a folder and a name.
files-no-folder = There is no folder { $folder }. Nothing was written. Choose another place.
files-failed = { $file } could not be written: { $why }. Choose another place.

## Catalog: stock
stock-view-titles = Receive, count, give
stock-view-box = { $count ->
    [0] Count the box
   *[other] Count the box: { $count } so far
}
stock-packing = Packing list
stock-search = Scan a code, or type a title
stock-pick = Choose a title, or scan its code, to move copies of it.
stock-receive = Receive
stock-count = Count
stock-give = Give away
stock-came = Copies that came
stock-there = Copies that are there
stock-leave = Copies that leave
stock-more = +{ $count }
stock-number = How many
stock-why = Why they leave
stock-note = To whom, for what
why-free = free
why-trade = trade
why-solidarity = solidarity
why-damaged = damaged
why-display = display
stock-do-receive = { $count ->
    [one] Receive 1 copy
   *[other] Receive { $count } copies
}
stock-do-count = { $count ->
    [one] 1 copy is there
   *[other] { $count } copies are there
}
stock-do-give = { $count ->
    [one] Give 1 copy: { $why }
   *[other] Give { $count } copies: { $why }
}
stock-received = { $count ->
    [one] 1 copy of { $title } came in: { $left } now.
   *[other] { $count } copies of { $title } came in: { $left } now.
}
stock-counted-right = { $title }: { $left }, as the books say.
stock-counted = { $way ->
    [short] { $title }: { $left } counted, { $count } short of the books. The stock follows the count.
   *[over] { $title }: { $left } counted, { $count } more than in the books. The stock follows the count.
}
stock-given = { $count ->
    [one] 1 copy of { $title } left the stock: { $why }. It makes no money.
   *[other] { $count } copies of { $title } left the stock: { $why }. They make no money.
}
stock-given-back = { $count ->
    [one] 1 copy of { $title } is back in the stock.
   *[other] { $count } copies of { $title } are back in the stock.
}
stock-receive-undone = { $count ->
    [one] 1 copy of { $title } did not come in after all: { $counted ->
        [0] its copies are not counted, as before
       *[other] { $left } now
    }.
   *[other] { $count } copies of { $title } did not come in after all: { $counted ->
        [0] its copies are not counted, as before
       *[other] { $left } now
    }.
}
stock-count-undone = { $counted ->
    [0] The count of { $title } is undone: its copies are not counted, as before.
   *[other] The count of { $title } is undone: { $left } now.
}
stock-undo = Undo
stock-moved = What moved
stock-unmoved = Nothing of { $title } moved yet.
moved-sale = sold
moved-returned = came back
moved-received = received
moved-counted = counted
moved-begun = counting began
moved-receive-undone = received: undone
moved-count-undone = count: undone
moved-imported = came with the catalog
moved-edited = changed in the catalog
moved-undone = undone

## Catalog: the box
box-how = Count the box title by title: scan a code, or choose a title and key how many there are. What is keyed is kept at once, so sell in between and go on. Nothing changes before you take the count.
box-open = not counted yet
box-right = right
box-over = { $count } over
box-short = { $count } short
box-superseded = counted otherwise since
box-found = Copies in the box
box-keep = { $count ->
    [one] Keep 1 copy
   *[other] Keep { $count } copies
}
box-kept = { $count ->
    [one] { $title }: 1 copy in the box.
   *[other] { $title }: { $count } copies in the box.
}
box-forget = Not counted after all
box-forgotten = It counts as not counted.
box-so-far = { $count } of { $all } titles counted, { $differ ->
    [0] none differs
    [one] 1 differs
   *[other] { $differ } differ
}
box-more = and { $count } more
box-take = Take the count
box-take-how = The stock follows what was found. What sold since a title was counted is no difference; titles that were not counted stay as they are.
box-taken = { $differed ->
    [0] The count is taken: nothing differed in { $count ->
        [one] 1 title
       *[other] { $count } titles
    }.
    [one] The count is taken: of { $count ->
        [one] 1 title
       *[other] { $count } titles
    } 1 differed.
   *[other] The count is taken: of { $count } titles { $differed } differed.
}
box-taken-back = { $count ->
    [one] It is undone: 1 title lies in the box again as it was found, and the stock is as it was.
   *[other] It is undone: { $count } titles lie in the box again as they were found, and the stock is as it was.
}
box-drop = Drop the count
box-drop-sure = { $count ->
    [one] Drop it: 1 title is counted
   *[other] Drop it: { $count } titles are counted
}
box-go-on = Go on counting
box-dropped = The count is dropped. The stock is as it was.

# The table of titles, and the form of one

catalog-title = Title
catalog-makers = Makers
catalog-makers-how = Makers, parted by ;
catalog-price = Price
catalog-copies = Copies
catalog-few = { $count } · low
catalog-archived = archived
catalog-filter = Filter
catalog-filtered = Filter · { $count }
catalog-count-of = { $count } of { $all } titles
catalog-none-filtered = No title is left by this filter.
catalog-undo = Undo: { $of }
catalog-undo-many = { $count ->
    [one] Undo: 1 title
   *[other] Undo: { $count } titles
}
catalog-undo-list = Undo: price list
catalog-undo-tax = Undo: tax class
catalog-undone = Undone.
catalog-undone-but = { $count ->
    [one] Undone, but for 1 title that was changed since.
   *[other] Undone, but for { $count } titles that were changed since.
}
catalog-tags-how = Tags, parted by commas

title-new = New title
title-new-short = New
title-stock = Copies
title-low-stock = Low at
title-sold-out = Sold out, whatever the count
title-pages = Pages
title-format = Format
title-format-hint = half-sheet
title-weight-hint = 2.0 oz or 58 g
title-month-hint = February 2012
title-language = Language
title-share = Maker’s share
title-share-hint = 60 %
title-barcode = Barcode or ISBN
title-isbn = ISBN { $code }, its check digit is right
title-barcode-ok = { $code }, its check digit is right
title-contents = Contents, a line each
title-description = Description
title-save = Save
title-make = Make title
title-saved = Saved. It sells like this now.
title-unsaved = What you changed is not saved. Save it, or cancel, then go on.
title-archive = Archive
title-unarchive = Bring back on sale
title-archive-how = An archived title is neither shown nor searched in Sell; what was sold of it stays in the books.
title-remove = Delete
title-removed = Deleted.
title-no-name = A title needs a name.
title-no-price = A title needs a price, the way a sign says it: 1st $1.00, rest $0.75 each.
title-no-number = “{ $typed }” is no number. Type digits, or nothing.
title-no-weight = “{ $typed }” is no weight. Write it like 2.0 oz or 58 g.
title-no-month = “{ $typed }” is no month and no year. Write it like February 2012, 2012-02 or 2012.
title-no-share = “{ $typed }” is no share. Write it like 60 %.
title-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
} { $year }

cover-choose = Choose a cover
cover-other = Another cover
cover-working = Reading the picture…
cover-remove = Take it away
cover-kinds = Pictures
cover-how = { $drop ->
    [yes] PNG, JPEG or WebP; dropped on the window it is taken, too. Several at once go to the titles they are called after.
   *[no] PNG, JPEG or WebP.
}
cover-path = Where the picture lies
cover-take = Take it
cover-kept = The cover of { $title } is taken.
covers-reading = Reading the pictures…
covers-taken = { $count ->
    [0] No cover was taken.
    [one] 1 cover is taken.
   *[other] { $count } covers are taken.
}
covers-strangers = { $count ->
    [one] No title is called like this picture: { $names }. Drop it alone over its title's form, or call it after the title's SKU.
   *[other] No titles are called like these { $count } pictures: { $names }. Drop each alone over its title's form, or call them after the titles' SKUs.
}
drop-empty = In { $folder } lies nothing that can come in: no CSV, XLSX, page or picture.

several-heading = { $count ->
    [one] 1 title marked
   *[other] { $count } titles marked
}
several-all = { $count ->
    [one] Mark the one shown
   *[other] Mark all { $count } shown
}
several-none = Mark none
several-cost = Price all of them like this
several-tags-hint = spring, new
several-put = Put tags on
several-take = Take tags off
several-on-sale = On sale
several-sold-out = Sold out
several-not-sold-out = No longer sold out
several-changed = { $count ->
    [one] 1 title changed.
   *[other] { $count } titles changed.
}
several-how = Each press is done at once, for all that are marked. Undo takes it back, for all of them.

filter-any = any
filter-some = there are some
filter-few = few
filter-maker = Type to find a maker
filter-more = There are more makers: type a part of the name.
filter-on-sale = on sale
filter-clear = Clear
filter-show = { $count ->
    [one] Show 1 title
   *[other] Show { $count } titles
}

## Catalog: print
print-search = Find a title to tick
print-all = All { $count }
print-none = None
print-chosen = That is it
print-choose = Choose the titles
print-what = What
print-cards = Price cards
print-zine = Mini-zine
print-ticks = Tick sheet
print-packing = Packing list
print-cards-how = Ten cards on a sheet, with marks where to cut: name, makers, price.
print-zine-how = The price list on a sheet. Fold it in eight along the dots, unfold it, cut the dashed line, fold it lengthwise and push the ends together. What does not fit goes on a second sheet.
print-ticks-how = Every title in the order of the tiles, for when the battery dies: a stroke for each copy. Key it in afterwards under Day, Paper sheet.
print-packing-how = What goes into the bag for the next event, with its weight.
print-count = { $count ->
    [one] 1 title
   *[other] { $count } titles
}
print-bag = { $count ->
    [one] 1 copy · { $grams } · { $pounds }
   *[other] { $count } copies · { $grams } · { $pounds }
}
print-paper = Paper
print-a4 = A4
print-letter = Letter
print-code = Code for phones (optional)
print-code-hint = An address; {"{"}sku{"}"} stands for the title
print-make = Make the PDF
print-written = It is written, { $sheets ->
    [one] 1 sheet
   *[other] { $sheets } sheets
}: { $file }
print-zines = Each of the { $sheets } sheets folds into a zine of its own: one does not hold all titles in letters that can be read.
print-cut = Too long for its place, so cut short with …: { $words }
print-not-shown = No program shows it here: { $why }
print-show = Show it again
