"""Forenames and surnames that are common in England today, by which a person is told from a body."""

from concordat.plans.domain.leads.words import words_of

# Names that are places or ordinary words as often as people (Chelsea, Lincoln, Hope, Will) are left to AMBIGUOUS:
# they count only before a surname and beside no word of an organisation.
FORENAMES = words_of(
    """
    aaron abbie abby abdul abdullah abe abigail abu ada adam adele adeel adil adrian adriana agata agnes agnieszka
    ahmad ahmed aidan aileen aimee aisha aisling akash akin alan alana alastair albert alec aled alejandra alex
    alexander alexandra alexandria alexis alfie alfred ali alice alicia alina alison alister alistair aliyah allan
    allen allison ally alma alun alwyn alyson amanda amandeep amar amara amber amelia ami amina amir amit amjad
    amolak amy ana anastasia andre andrea andreas andrew andrews andy aneesa aneta angela angeli angelina angharad
    angie angus anil anisa anita anjali anna annabel anne annabelle anneka annette annie annika ann annmarie
    anthea anthony antoinette anton antonia antonio antony anwar aoife aparna arabella archie arfan ari ariana
    arif arjun arlene arnold arran arron arthur arun asad asha ashok ashraf asif asim astrid athena aubrey audrey
    augusta austin ava avril aya ayesha aysha ayub azeem aziz babatunde baljit balwinder barbara barney barrie
    barry bartosz basil bea beata beatrice becca becky belinda bella ben benedict benita benjamin bernadette
    bernard bernice bert bertha beryl bess beth bethan bethany betty beverley beverly bharat bhavna bianca bilal
    bill billie billy blessing bob bobby bogdan boris brad bram branwen brenda brendan brett brian bridget bridie
    briony bronagh bronwen bronwyn bruce bruno bryan bryn bryony caitlin caitlyn callum calum cameron camilla
    candice cara carina carl carla carlos carly carmel carmen carol carole carolina caroline carolyn carrie carys
    casey cassandra cath catherine catherina cathal cathy catriona cecil cecilia cecily celia ceri cerys chanelle
    chantal charis charles charlie charlotte charmaine cher cheryl chidi chiamaka chloe chris chrissie chrissy
    christa christian christina christine christopher christy ciara ciaran cillian cindy claire clara clare
    clarissa claude claudette claudia clayton clement cliff clifford clive clodagh cody colette colin colleen
    collette conor connie connor conrad constance cora coral corey corinne corinna courtney craig cressida
    cristina crystal curtis cynthia cyril dafydd daisy dale damian damien damon dan dana daniel daniela daniella
    danielle danny daphne darcy daren darius darran darren darryl dave david davina dawid dawn dean deanna deb
    debbie deborah debra declan deepa deepak deirdre delia delroy delyth demi denis denise dennis denzil derek
    dermot derrick desmond destiny dev dewi di diana diane dianne diarmuid dilip dilys dimitri dinah dinesh dipak
    divya dominic dominik dominika don donal donald donna donnie dora doreen dorian doris dorota dorothy dot doug
    dougal douglas duncan dylan eamon eamonn ebony ed eddie edgar edith edmund eduardo edward edwin edyta eileen
    eilidh eilis eimear elaine eleanor elena eleri eli eliana elias elijah elin eliot elisa elisabeth elise eliza
    elizabeth ella ellen ellie elliot elliott elodie eloise elsa elsie elspeth elwyn emanuel emeka emily emir
    emlyn emma emmanuel emmeline emrys emyr enid eoin eric erica erik erika erin ernest ester esther ethan ethel
    etta euan eugene eugenie eunice eva evan evangeline eve evelyn ewa ewan ewelina ezra fabian fahad faisal faiza
    farah fareed farhan farida farooq farrah fatima fatimah fatou fay faye faz felicity felix femi fergal fergus
    fern fernando fidel finbar findlay finlay finn fiona fleur flora florence folasade fran frances francesca
    francis francisca francisco frank frankie franklin fraser fred freda freddie frederic frederick freya fungai
    gabriel gabriela gabriella gabrielle gail gareth garry garth gary gavin gay gaynor gemma gene genevieve geoff
    geoffrey george georgia georgiana georgie georgina gerald geraldine gerard geri gerry gethin ghazala giles
    gill gillian gina ginny giovanni gita gladys glen glenda glenn glenys gloria glyn glynis godfrey gordon grace
    graeme graham grainne grant greg gregor gregory greta grzegorz guiseppe gulam gurdeep gurpreet guy gwen gwenda
    gwendolen gwilym gwyn gwyneth habib hadiya hafsa haider hakim haleema halima hamid hamish hamza hana hannah
    harinder hariet harjit harminder harold harpreet harriet harriett harris harrison harry harsha harvey hasan
    hasina hassan hayley hazel heather hector heidi helen helena helga henrietta henry herbert hester hilary hilda
    holly howard huda hugh hugo huma humphrey hussain hussein hywel iain ian ibrahim ida idris ieuan ifan ifeoma
    ifor igor ikram ilona imogen imran india indira ines inga ingrid iqbal irene irfan iris irma isaac isabel
    isabella isabelle isaiah isha isla ismail isobel israel issac ivan ivy ivor iwan iwona izabela izzy jac jack
    jackie jacob jacqueline jacqui jade jaden jagdeep jagdish jaime jake jakub jamal james jameela jamie jamil jan
    jana jane janet janette janice janine janis jared jarek jaroslaw jasbir jasmin jasmine jason jaspal jasper
    jaswinder javed jay jayden jayesh jayne jaz jean jeanette jeanne jeannie jeff jefferson jeffrey jemima jemma
    jen jenna jennie jennifer jenny jeremiah jeremy jerome jerry jess jessica jessie jill jillian jim jimmy
    jitendra jo joan joana joann joanna joanne joaquin jocelyn jodi jodie joe joel joelle joely johan johanna john
    johnathan johnny jolene jon jonah jonathan jonathon jonny jordan jorge jose josef joseph josephine josh joshua
    josie joyce juan juanita jude judi judith judy jules julia julian juliana julie juliet juliette julius june
    junaid justin justine justyna kabir kaisa kaja kaleem kalpana kamal kamil kamila kamran karen karim karin
    karina karishma karl karol karolina kasia kasim kat kate katarina katarzyna katerina kath katharine katherine
    kathleen kathryn kathy katie katrina katy kay kaye kayleigh keeley keira keiran keith kelechi kelly kelvin ken
    kendra kenneth kenny keri kerri kerrie kerry kevin khadija khadijah khalid kian kieran kieron kim kimberley
    kirk kiran kiri kirsten kirstie kirsty kit kitty komal kris krish krishna kristen kristian kristina kristine
    krystyna krzysztof kuldeep kulwinder kumar kunal kwame kyle kylie lacey lakshmi lara laraine larissa larry
    latifa latoya laura laurel lauren laurence laurie lawrence layla leah leanne lee leena leigh leila len lena
    lenny leo leon leona leonard leonie leonora leroy lesley leslie leticia lewis lewys lia liam liana libby lidia
    lil lila lillian lilian lily lin lina linda lindsay lindsey linsey linda lionel lisa livia liz liza lizzie
    llinos lloyd llyr logan lois lola lorenzo loretta lorna lorraine lottie lou louie louis louisa louise luca
    lucas lucia lucie lucille lucinda lucy luis lukasz luke lydia lyn lynda lyndon lyndsay lyndsey lynette lynn
    lynne lynsey mabel maciej maddison madeleine madeline madison magda magdalena maggie mahmood mahmoud mair
    maire mairead maisie majid malachy malcolm malgorzata malik malika mandeep mandy manisha manjit manju manpreet
    manraj manuel mar maral marc marcel marcia marcin marco marcus marek margaret margery margo margot maria
    mariam marian marianne marie marilyn marina mario marion marisa marissa marjorie mark marlene marlon marta
    martha martin martina martine martyn marvin mary maryam marysia mat mateusz mathew matilda matt matteo matthew
    matthias maud maura maureen maurice mauro mavis max maxine maxwell maya meena meera meg megan mehmet mei mel
    melanie melinda melissa melody melvin melvyn mercedes mercy meredith meriel mererid merle merlin mervyn mia
    michael michaela michal michele michelle mick miguel mihai mike mikey mikolaj mila mildred miles milly milo
    mimi mina minal mira miranda miriam mitchell moira mo mohamed mohammad mohammed mohan mohsin moin moira molly
    mona monica monika monique morag moses moshe mostafa muhammad muhammed mukesh mumtaz muriel murray musa
    mustafa myles myra myrtle nabeel nabil nadeem nadia nadim nadine nadira naeem nahid naim naina naomi narinder
    naseem nasir nasreen nat natalia natalie natasha nathalie nathan nathaniel naveed navdeep nayan neal ned
    neelam neeta neha neil nell nellie nelson nerys nesta niall niamh nia nichola nicholas nick nicky nico nicola
    nicolas nicole nicoletta nigel nighat nikesh nikhil niki nikita nikki nila nimisha nina nirmal nisha nita noah
    noel noelle noor nora noreen norma norman nuala nusrat obinna odette olga olive oliver olivia ollie olu
    oluwaseun oluwatoyin omar onyinye oonagh oran orla orlagh oscar osman oswald otis owain owen paige pam pamela
    paola parveen pascal pat patience patricia patrick patrycja patsy paul paula paulette pauline pawel payal
    pearl pedro peggy penelope penny percy pervez pete peter petra petula phil philip philippa phillip phillipa
    phoebe phyllis pierre piers piotr pippa polly poonam prakash pranav praveen precious preeti primrose priscilla
    priti priya priyanka promise przemyslaw qasim quentin rabia rachael racheal rachel radhika rae raeleen rafael
    rafal rafiq rahim rahul raj raja rajan rajesh rajinder rajiv rajni rakesh ralph ram rameez ramesh ramona
    randeep rani ranjit raphael raquel rashid rashida ravi ravinder ray raymond razia rebecca rebekah reece reena
    rees reg reggie regina reginald rekha rena renata rene renee reuben rhian rhiannon rhianydd rhoda rhona rhonda
    rhydian rhys ria ricardo riccardo rich richard rick ricky rida riley rina rishi rita riz rizwan rob robbie
    robert roberta roberto robin robyn rod roddy roderick rodney roger rohan roisin roland rolf roma roman romana
    romeo ron rona ronald ronan ronnie rory rosa rosaleen rosalie rosalind rosalyn rosamund rosanna rosanne
    roseanne rosemarie rosemary roshan rosie roslyn ross rowan rowena roxanne roy roz ruairi ruben ruby rubina
    rudolf rufus rukhsana rupert russ russell ruth ryan saad sabah sabina sabine sabrina sacha sadia sadie saeed
    safa saffron safia sagar sahar saif saima saira sajid saleem salim sally salma salman sam samantha samara
    sameer samina samir samira samson samuel sana sandeep sandhya sandip sandra sandy sangeeta sanjay sanjeev
    santosh sara sarabjit sarah saskia satinder satnam satvinder scarlett scott seamus sean seb sebastian seema
    selina selma sergio seth shabana shabir shabnam shafiq shah shahid shahida shaista shakeel shakira shamim
    shamima shamsa shane shanice shanaz shannon sharan sharmila sharon shaun shauna shawn shazia sheena sheetal
    sheila shelagh shelley sher sherry sheryl shilpa shirin shirley shivani shona shreya shyam sian sidney siddiq
    sidra sienna silvia sima simi simon simone sinead siobhan siri sita snehal sofia sofie solomon sonal sonia
    sonja sonya sophia sophie sorcha spencer stacey stacy stan stanislaw stanley stefan stefania stefanie stella
    steph stephan stephanie stephen steve steven stevie stewart stuart su subhash sudha sue sufyan suhail sukhdev
    sukhjit sukhvinder sultan sumaira suman sunil sunita suresh surinder surjit susan susanna susannah susanne
    sushma susie suzanna suzanne suzi suzie swati syed sybil sylvester sylvia tabitha tahir tahira talia tamar
    tamara tammy tamsin tanisha tanvir tanya tara tariq tasha tasneem tatiana tayyab ted teddy tegan temi teresa
    terence teri terri terry tess tessa thandiwe thea thelma theo theodora theodore theresa therese thomas tia
    tiffany tilly tim timothy tina tobi tobias toby todd tolu tom tomas tomasz tommy toni tony tonya tori tracey
    tracy trevor tricia trina trish trisha tristan trudi trudy tudor tunde tyler tyrone uma umar una ursula usha
    usman uzma val valentina valerie vanda vandana vanessa varsha vaughan vera verity vernon veronica vi vic vicki
    vickie vicky victor vijay vikas vikki vikram vimal vince vincent vinod viola violet vipul virginia viv vivek
    vivian vivien vivienne vladimir waheed wahid walter wanda waqar warren wasim wayne wendy werner wesley wilbur
    wilf wilfred wilhelmina willem william willow wilma winifred winston witold wojciech wren xavier xenia yasin
    yasir yasmeen yasmin yolanda yousaf youssef yuri yusuf yvette yvonne zac zach zachary zafar zahid zahir zahra
    zain zainab zak zakir zara zeb zena zeynep zia zoe zofia zoheb zohra zoltan zubair zuzanna
    """
)
AMBIGUOUS = words_of(
    """
    angel april art ash ashley ashton august autumn berkeley bradley brooke carlisle carter charity chase chelsea
    chester clay corin cliff cooper coral daisy dale dallas dawn dean derby devon drew dwight earl eden ellis eve
    faith felix florence forest frank gale garnet gay glen grace grant harley heath holly hope hunter iris ivy
    jade jasper jay jewel jordan joy kent kerry kim kingsley kirk lance lane leigh lincoln london lorne lyn mac
    marina max may mercy merit miles milton neville olive page paris parker patience penny perry preston
    prince prudence ray reed regent rex rich rick robin rod rose royal ruby rusty salisbury sandy selby shelby
    sherwood shirley stafford sterling stirling summer sunny tanner taylor tempest trent tuesday vale vernon
    victoria violet wade warwick wells wesley will willow windsor winter
    """
)
# The commonest surnames of England: with one of these a rare forename is still a person.
SURNAMES = words_of(
    """
    adams ahmed akhtar ali allen anderson andrews armstrong atkinson bailey baker barker barnes begum bell bennett
    booth bradley brown burton butler campbell carr carter chapman chaudhry clark clarke cole collins cook cooper
    cox cunningham davies davis dawson dixon edwards elliott ellis evans fisher fletcher foster fox gibson gill
    graham grant gray green griffiths hall hamilton harper harris harrison hart harvey henderson hill holmes
    howard hudson hughes hunt hunter hussain jackson james jenkins johnson johnston jones kaur kelly kennedy khan
    king knight lawson lee lewis lloyd macdonald marshall martin mason matthews mcdonald miller mills mitchell
    moore morgan morris murphy murray nowak obrien oneill osullivan owen palmer parker patel payne pearce pearson
    perry phillips poole powell price reid reynolds richards richardson roberts robertson robinson rogers rose
    ross russell ryan scott shah shaw simpson singh smith spencer stevens stewart sullivan taylor thomas thompson
    thomson turner walker wallace ward watson watts webb wells white wilkinson williams williamson wilson
    wood woods wright young
    """
)
