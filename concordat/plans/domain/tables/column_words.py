"""The spellings of column headers seen in plans, by what the column holds (the values of `columns.Field`)."""

# Header spellings, letters and digits only: so "Time- scale", "Timesc ale" and "TIME SCALE" are one spelling.
SPELLINGS: dict[str, str] = {
    "reference": """no nos ref refs refno refnumber reference references referenceno referencenumber num number
        numbers item itemno itemnumber actionno actionnumber actionref actionrefno actionreference id actionid sno
        priorityno rowno code objectivea1 numberref refid uniqueref planref ourref yourref
        concordatref concordatreference""",
    "action": """action actions actiontext actionsandmilestones deliverable deliverables deliverablesactions
        proposedlocalactions localactions localaction focus whatwillwedo whatwewilldo whatwedo whatweplantodo
        whatwearegoingtodo whataregoingtodo coreprinciplesactions task tasks activity activities keyaction keyactions
        agreedaction agreedactions actionrequired actionsrequired actiontobetaken actionstobetaken actionpoint
        actionpoints commitment commitments ourcommitment pledge pledges ourpledge ourpledges whatneedstochange
        taskdescription tasks whatmustchange promise
        promises ourpromise what whatneedstohappen
        whatneedstobedone howwillwedoit howwewilldoit step steps nextsteps keysteps initiative intervention
        description actiondescription specificaction specificactions recommendation actionwewilltake
        actionsandmilestone keydeliverables keytasks plannedaction plannedactions proposedaction proposedactions
        proposal actionneeded actionsneeded whatwehavepromised wewill improvementaction milestones milestone
        howwewillgetthere""",
    "theme": """criteria criterion concordattheme theme themes objective objectives ourobjective domain
        strategicpriority priority priorities priorityarea principle principles coreprinciple coreprinciples
        concordatprinciple concordatoutcomes concordatoutcome aim aims goal goals area areas topic strand
        statement statements concordatstatement concordatstatements programmearea projectarea
        yousaid youtoldus whatyousaid whatyoutoldus whatpeoplesaid whatpeopletoldus
        nationaltheme nationalthemes themesandactions recommendedaction recommendedactions requirement requirements
        standard nationalrequirement nationalrequirements concordatrequirement
        workstream workstreams priorityaim issue keyissue focusarea areaoffocus subject concordatarea
        concordatcriteria istatement areaofwork workarea keylineofenquiry kloe ambition ambitions
        crisiscareconcordatrequirement""",
    "section": "section sections sectiontitle sectionheading sectionname concordatsection plansection chapter part",
    "timescale": """timescale timescales timescaleforcompletion timeframe timeframes timeline timelines timing
        bywhen when whenby due dueby duedate targetdate target targetcompletion finishdate finish enddate end
        deliverydate deliverby plannedcompletion plannedcompletiondate completiondate completeby completionby
        completion datecompleted completedon completeddate whencompleted dateachieved datefinished
        deadline deadlines date dates dateforcompletion datedue expectedcompletion completiondue
        milestonedate timetable tobecompletedby whenwillwedoit whenwillitbedone whenwillithappen duetime
        proposedtimescale agreedtimescale targettimescale byend completiontarget by finishby monthdue tobedeliveredby
        tobedoneby tobefinishedby tobeachievedby""",
    "start": "startdate start starts started startedon begins datestarted",
    "lead": """ledby lead leads leadby leadagency leadagencies leadorganisation leadorganisations leadorganization
        who whowilldoit whowilldothis whoisresponsible whoisleading whoisleadingthis wholeads whoby bywhom
        whowilllead whowillleadit responsible responsibility responsibilities
        responsiblelead responsibleperson responsibleofficer responsibleorganisation responsibleagency owner owners
        actionowner leadofficer leadperson leadpartner leadpartners leadname namedlead accountablelead accountable
        accountability leadresponsible leadandpartners leadagencyandpartners agency agencies organisation
        organisations organisationresponsible leadbody sponsor leadagencyorganisation heldby actionlead
        actionby personresponsible leadprofessional assigned assignedto delegatedto agencyresponsible
        leadagencyperson""",
    "support": """support supportedby supporting supportingagency supportingagencies supportingpartners
        supportingorganisation supportingorganisations supportfrom partner partners partneragencies otherpartners
        partnersinvolved workingwith keypartners alsoinvolved contributors withsupportfrom jointlywith helpedby
        partnerorganisations otheragencies""",
    "outcome": """outcome outcomes output outputs expectedoutcome expectedoutcomes intendedoutcome
        intendedoutcomes desiredoutcome desiredoutcomes anticipatedoutcome anticipatedoutcomes plannedoutcome
        outcomestakenfromconcordat outcomespeoplewillbeabletosay measureofsuccess measuresofsuccess successmeasure
        successmeasures successcriteria kpi kpis numericalkpiindicators performanceindicator performanceindicators
        performanceindicatorproduct benefit benefits impact intendedimpact howwillweknow howwewillknow
        howwewillknowithasworked howwillweknowithasworked howwillwemeasureit whatdifferencewillitmake
        whatdifferencewillthismake why whythismatters whyitmatters whythis result results expectedresult
        whatwillbedifferent whatwillbebetter sothat whatgoodlookslike difference measure measures outcomemeasure
        outcomemeasures
        whatwillchange whatpeoplewillsee whatpeoplewillnotice changewewillsee""",
    "progress": """progress update updates comment comments commentary summaryprogress progressupdate
        progressupdates progresstodate latestposition latestprogress latestupdate latest currentposition
        currentsituation position positionstatement wherewearenow wherearewenow whereweare wherearewe
        whathashappened whathashappenedsofar howfarhavewegot howfarwehavegot howfarhavewecome whathavewedone
        whathaveweachieved whatwehaveachieved
        note notes narrative progressnotes progressreport achievements achieved highlights highlightsandachievements
        highlightsachievements quarterlyupdate statusupdate updatestatus ownersactions progressagainstactions
        summaryprogressagainstactions monthlyupdate currentprogress sofar whatwehavedone whatwevedone story news
        progressandcomments commentsandprogress progresscomments highlightreport""",
    "status": """rag ragrating ragstatus rags redambergreenrag redambergreen status statusrag ragratingstatus
        prioritystatus priorityandstatus brag bragrating bragstatus rating colour currentstatus state deliverystatus
        actionstatus howisitgoing howarewedoing completionstatus currentrag ragscore progressrating traffic
        trafficlight ryg deliveryconfidence mark""",
    "group": """referencepoint taskfinishgroup taskandfinishgroup reportingto reportsto reportto governance
        monitoredby accountableto reportinggroup reportinggroups governancegroup governanceroute oversight
        overseenby monitoringgroup reportingarrangements board accountableboard""",
    "extra": """resource resources resourceimplications cost costs budget funding actiontype type baseline
        currentlyavailable whatwehavenow evidence link links risk risks riskstodelivery daystogo page source
        dependencies dependency reviewdate lastreviewed startingpoint costimplications barriers mitigation
        footprint gap gaps dateupdated updatedon datelastupdated""",
}
