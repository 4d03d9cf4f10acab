"""What can be paid at all: by card, as each gateway writes and takes amounts of a currency, and in
cash, as its coins allow. Our own minor units are CLDR's (kit.money); a gateway's are its own.
"""
