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
key-undo = Take back the last step of the cart
key-park = Park the cart, or bring the parked one back
key-donation = Donation
key-custom = Custom amount
key-discount = Discount
key-take-payment = Take payment
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
help-scanner = A scanned code adds at once, in payment too: it goes back to the cart.
help-touch = Everything can also be done by touch or mouse.
help-close = Close

sell-search = Title, author or barcode — just type or scan
sell-all = All { $count }
sell-empty-catalog = There are no titles yet. Add some with zinetill catalog import FILE, or sell with Custom amount.
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
tile-sold-out = sold out

ribbon-none = The last sale will stand here, with its change and its receipt.
ribbon-sale = Sale { $number }
ribbon-facts = { $count ->
    [one] 1 item
   *[other] { $count } items
} · { $total } { $method }
ribbon-change = change { $change }
ribbon-receipt = Receipt PDF

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

desk-gone = the part of the program that writes has stopped; close the window and open it again. Everything recorded is safe

sales-search = Number, title or amount
sales-heading = Sales
sales-none = No sale yet. Whatever is sold stands here, newest first.
sales-none-found = No sale matches. Esc clears the search.
sales-to-list = All sales
sales-pick = Choose a sale to see its receipt.
sales-show-pdf = Show PDF
sales-save = Save…

save-heading = Save receipt { $number }
save-roll = 80 mm roll
save-letter = Letter sheet
save-where = Where to, with its name
save-do = Save
save-taken = { $file } is there already. Nothing was written yet.
save-replace = Replace
save-free = Save as { $file }
save-nowhere = Say where to: a folder and a name.
save-no-folder = There is no folder { $folder }. Nothing was written; the sale is safe. Choose another place.
save-failed = { $file } could not be written: { $why }. The sale is safe. Choose another place.

sales-at = { $day } · { $at }
sales-head = { $count ->
    [one] 1 item
   *[other] { $count } items
} · { $method }
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
day-saved = Tier savings
day-saved-under = given to readers
day-taken = Money taken
day-taken-under = payments less change
day-by-hour = By hour
day-by-title = By title
day-by-payment = By payment
day-title = Title
day-sold = Sold
day-free = Free
day-takings = Takings
day-left = Left
day-method = Method
day-count = Payments
day-amount = Amount
day-unverified = { $amount } not ticked off
day-nothing = Nothing sold on this day.
day-holds = It adds up
day-holds-not = This does NOT add up. Run zinetill verify and keep the till as it is.
day-identity = goods { $goods } + tax { $tax } + donations { $donations } + rounding { $rounding } = payments { $payments } − change { $change }
day-tin = Cash in the tin
day-tin-float = Opening float
day-tin-cash = Cash taken less change
day-tin-expected = Expected in the tin
day-tin-uncounted = not counted
day-tin-no-session = No session was opened today; open one under Event.

catalog-heading = Catalog
catalog-search = Title, maker, SKU or barcode
catalog-count = { $count ->
    [one] 1 title
   *[other] { $count } titles
}
catalog-left = { $count } left
catalog-uncounted = not counted
catalog-none = No titles yet.
catalog-how = Titles come in with zinetill catalog import FILE (CSV) or one by one with zinetill catalog add.
catalog-none-found = No title matches. Esc clears the search.
catalog-to-list = All titles
catalog-pick = Choose a title to see everything about it.
catalog-price = Price
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
event-session-open = Open since { $at }. In the tin then: { $float }. { $event } { $by }
event-session-again = Opening another one ends the one that is open.
event-float = Float: what lies in the tin
event-name = Event
event-by = Who is at the table?
event-open = Open session
event-opened = The session is open.
event-look = Look
event-theme = Theme
event-zoom = Size
event-zoom-now = { $percent } %
event-till = This till
event-shop = Name on receipts
event-register = Register
event-currency = Currency
event-methods = Payment methods
event-coin = Smallest coin
event-coin-none = no cash rounding
event-rollover = Business day ends
event-rollover-at = { $hour }:00
event-folder = Everything lies in
event-change = Change these with zinetill set KEY=VALUE, as in zinetill set shop="Stigmergy Distro".
event-practice = This is a practice till.
event-not-counted = not counted

start-heading = Welcome to Zinetill
start-under = A till for zine tables. Nothing leaves this computer. How do you want to start?
start-demo = Try it with a demo table
start-demo-under = Forty invented titles, marked PRACTICE. Sell them as you like: nothing counts.
start-catalog = Bring a catalog
start-catalog-under = From a CSV file or a pasted page.
start-catalog-how = Make an empty till here first, close the window, then run: zinetill catalog import FILE. Importing from this window is coming.
start-empty = Start empty
start-empty-under = A till in US dollars. Sell with Custom amount at once; add titles later.
start-busy = Making the till…
start-not = That did not work

trouble-heading = The till cannot be opened
trouble-happened = What happened
trouble-safe = What is safe
trouble-safe-words = Nothing was changed. Every sale that was recorded is still in the till’s folder.
trouble-do = What to do
trouble-do-words = Close other programs that may use the till, check that the disk has room and can be written, then try again. The folder is { $folder }.
