"""Words for gentle names and for getting back in: short, calm, easy to say and spell."""

ADJECTIVES = """
Quiet Gentle Brave Sunny Calm Bright Kind Steady Warm Early Mellow Clear Still Merry Patient
Bold Soft Lively Fair Hopeful
""".split()

CREATURES = """
Heron Otter Wren Fox Badger Robin Swift Hare Owl Seal Finch Deer Plover Lark Moth Newt Curlew
Vole Tern Dove
""".split()

WORDS = """
acorn amber apple arrow autumn bamboo basket beacon birch blanket bramble breeze bridge button
candle canvas cedar cherry circle clover cobalt copper coral cotton crayon daisy dapple ember
fabric falcon feather fennel ferry flint forest fossil garden ginger glacier granite harbour
hazel heather hollow honey indigo island ivory jasmine jigsaw juniper kettle kite ladder lantern
lemon lichen lilac linen lobster magnet mango maple marble meadow melon mint mirror moss nectar
needle noodle nutmeg oak ocean olive onion orbit orchard paddle pancake paper parcel pebble
pepper picnic pigeon pillow pine planet plum pocket pollen pond poppy prism puddle pumpkin
quartz quilt rabbit radish raisin ribbon river rocket rosemary saddle saffron sail sand satin
shadow shell silver slate snail sparrow spiral spruce star stone summer swan tablet teapot
thimble thistle thunder timber tulip tunnel turnip valley velvet violet wagon walnut water
whistle willow window winter wool yarrow zebra
""".split()
