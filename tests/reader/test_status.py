"""Did it happen? Sentences over all ten statuses; the first of each status were written before the rules were read."""

from __future__ import annotations

from typing import get_args

import pytest

from dateline.records import Status

from .samples import event

SENTENCES: list[tuple[Status, str, str]] = [
    ("happened", "killed", "Gunmen killed four policemen in Mosul on Sunday."),
    ("happened", "exploded", "A car bomb exploded outside a police station in Kirkuk, wounding nine people."),
    ("happened", "captured", "Rebels captured the town of Dabiq on Sunday."),
    ("happened", "arrested", "Police arrested twelve protesters in Cairo."),
    ("alleged", "killed", "Reports claimed that two guards were killed and 15 others were injured in Cairo."),
    ("happened", "killings", "He did not endorse the killings of demonstrators in Minsk."),
    ("planned", "attack", "The men were tasked to carry out an attack on a school in Cairo."),
    ("hypothetical", "explosion", "It was an ambush, rather than an explosion."),
    ("feared", "killed", "The reporter may have been captured or killed by rebels."),
    ("alleged", "fired at", "A man said to have fired at guards was arrested in Cairo."),
    ("happened", "arrested", "A man said to have fired at guards was arrested in Cairo."),
    ("happened", "shelled", "The army shelled two villages near Tikrit on Friday, residents said."),
    ("happened", "attack", "Four people died in an attack on a market in Kano on Monday."),
    ("happened", "abducted", "Three aid workers were abducted by gunmen near Goma."),
    ("happened", "protest", "Thousands of people joined a protest in Tunis on Friday."),
    ("ongoing", "shelling", "Troops are shelling the northern districts of Aleppo."),
    ("ongoing", "Fighting", "Fighting continued on Sunday in the Old City of Mosul."),
    ("ongoing", "Clashes", "Clashes were still raging in Raqqa on Monday."),
    ("ongoing", "attacking", "Militants are attacking the airport in Karachi, police said."),
    ("ongoing", "fight", "Rebels continue to fight government troops in Daraa."),
    ("attempted", "storm", "Gunmen tried to storm the prison in Kabul but were driven back."),
    ("attempted", "bomb", "Police foiled a plot to bomb a market in Lyon."),
    ("attempted", "assassinate", "The rebels attempted to assassinate the governor of Herat."),
    ("attempted", "attack", "Guards thwarted an attack on the embassy in Sanaa."),
    ("attempted", "attack", "The army repelled an attack on its base near Gao."),
    ("attempted", "suicide bombing", "Police prevented a suicide bombing in Peshawar on Monday."),
    ("happened", "fall", "Bukavu was the second city to fall to the rebels in three weeks."),
    ("denied", "bombed", "The army denied that it had bombed the hospital in Idlib."),
    ("denied", "attack", "Security forces did not attack the camp, a spokesman said."),
    ("denied", "shot", "The ministry rejected reports that soldiers had shot protesters."),
    ("denied", "killed", "The general denied reports that his troops killed civilians in Taiz."),
    ("denied", "attacked", "The rebels never attacked the convoy, their leader said."),
    ("denied", "firing on", "Rebels entered Goma without firing on the garrison."),
    ("alleged", "shot", "The group had alleged that men with army insignia bound and shot 56 people in Kaya."),
    ("planned", "march", "The federation announced a march on Lima for 1 February."),
    ("alleged", "executed", "Soldiers allegedly executed nine villagers near Kano."),
    ("alleged", "bombing", "The army is accused of bombing a school in Taiz."),
    ("alleged", "killed", "Rebels claimed to have killed 12 soldiers near Gao."),
    ("alleged", "captured", "The militants claim they captured the town of Bama."),
    ("alleged", "kidnapped", "Rebels reportedly kidnapped three aid workers in Goma."),
    ("alleged", "killed", "The general is accused of having killed prisoners in Bangui."),
    ("alleged", "attack", "An alleged attack on a convoy near Gao is under investigation."),
    ("alleged", "kidnapped", "Two pilots are suspected to have been kidnapped off Ode."),
    ("happened", "shot", "Alleged smugglers shot a warden in Ode."),
    ("happened", "killing", "It appeared to be a revenge killing, the mayor of Ode said."),
    ("happened", "raids", "The bishop denied that those raids had emptied his school."),
    ("happened", "attack", "The attack was not claimed by the group."),
    ("denied", "attack", "The attack did not take place, the mayor said."),
    ("feared", "attack", "Officials fear that militants will attack ferries in Manila."),
    ("feared", "attack", "There are fears of a new attack on the capital."),
    ("feared", "strike", "Residents are worried that militants could strike the market again."),
    ("feared", "attack", "Intelligence services warned of an attack on the port of Aden."),
    ("feared", "attack", "The embassy warned that gunmen may attack hotels in Kabul."),
    ("predicted", "attack", "Analysts expect the group to attack again within months."),
    ("predicted", "attacks", "The group is likely to carry out more attacks in Europe, experts said."),
    ("predicted", "Violence", "Violence will increase in the coming months, analysts predict."),
    ("predicted", "retake", "The army will retake the city of Mosul within days, the general said."),
    ("predicted", "attack", "An attack on the city is imminent, analysts said."),
    ("threatened", "kill", "The group threatened to kill the hostages."),
    ("threatened", "attack", "The militants vowed to attack polling stations."),
    ("threatened", "bomb", "The rebels warned that they would bomb the oil fields."),
    ("threatened", "execute", "Kidnappers threatened to execute the two engineers by Friday."),
    ("planned", "attack", "The army plans to attack Raqqa next week."),
    ("planned", "protest", "Opposition parties will hold a protest in Tunis on Friday."),
    ("planned", "storm", "The army is preparing to storm the town of Hawija."),
    ("planned", "attack", "The group was plotting to attack a church in Cairo, police said."),
    ("planned", "march", "Unions plan to march through Dakar on Monday."),
    ("hypothetical", "attack", "If the rebels attack the city, thousands would flee."),
    ("hypothetical", "attack", "An attack on the dam would be a disaster, engineers said."),
    ("hypothetical", "exploded", "Had the bomb exploded, the damage would have been great."),
    ("hypothetical", "attacked", "Troops should fire back if they are attacked, the order says."),
    ("hypothetical", "attack", "Soldiers must be ready in case militants attack the bridge."),
]


@pytest.mark.parametrize(("status", "trigger", "sentence"), SENTENCES)
def test_status(status: Status, trigger: str, sentence: str) -> None:
    found = event(sentence, trigger)
    assert found.status == status
    assert 0.0 <= found.status_probability <= 1.0


def test_the_table_holds_all_statuses() -> None:
    assert {status for status, _, _ in SENTENCES} == set(get_args(Status))
    assert len(SENTENCES) >= 50
