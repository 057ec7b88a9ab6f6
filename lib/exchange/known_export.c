/*
 * known_export.c - the table of known exports. What is left out on purpose stands
 * with nothing behind the =; other columns that nobody knows are told.
 */
#include "exchange/known_export.h"

#include <string.h>

#include "exchange/mapping_stated.h"
#include "util/buf.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct known_export exports[] = {
	{.name = "google-contacts",
		.title = "Google Contacts",
		.entity = "contact",
		.signs = LIST("Phonetic First Name", "Labels"),
		.columns = LIST("First Name=first_name", "Middle Name=middle_name",
			"Last Name=last_name", "Organization Name=name:if-empty",
			"File As=name:if-empty", "Nickname=preferred", "Birthday=birthday",
			"Notes=note", "Labels=tags", "E-mail # - Value=email",
			"Phone # - Value=phone", "Address # - Formatted=address",
			"E-mail # - Label=", "Phone # - Label=", "Address # - Label=",
			"Address # - Street=", "Address # - City=", "Address # - PO Box=",
			"Address # - Region=", "Address # - Postal Code=", "Address # - Country=",
			"Address # - Extended Address=", "Phonetic First Name=",
			"Phonetic Middle Name=", "Phonetic Last Name=", "Photo="),
		.skips = LIST("First Name+Last Name+Organization Name+File As=")},
	{.name = "google-contacts-old",
		.title = "Google Contacts, until 2023",
		.entity = "contact",
		.signs = LIST("Yomi Name", "Given Name"),
		.columns = LIST("Name=name", "Organization # - Name=name:if-empty",
			"Given Name=", "Additional Name=", "Family Name=", "Nickname=preferred",
			"Birthday=birthday", "Notes=note", "Group Membership=tags",
			"E-mail # - Value=email", "Phone # - Value=phone",
			"Address # - Formatted=address",
			"E-mail # - Type=", "Phone # - Type=", "Address # - Type=",
			"Address # - Street=", "Address # - City=", "Address # - PO Box=",
			"Address # - Region=", "Address # - Postal Code=", "Address # - Country=",
			"Address # - Extended Address=", "Yomi Name=", "Given Name Yomi=",
			"Additional Name Yomi=", "Family Name Yomi=", "Photo=", "Language="),
		.skips = LIST("Name+Organization 1 - Name=")},
	{.name = "outlook-contacts",
		.title = "Outlook contacts, and Google's for Outlook",
		.entity = "contact",
		.signs = LIST("E-mail 2 Address", "Company Main Phone"),
		.columns = LIST("First Name=first_name", "Middle Name=middle_name",
			"Last Name=last_name", "Company=name:if-empty", "Nickname=preferred",
			"E-mail Address=email", "E-mail # Address=email", "Mobile Phone=phone",
			"Primary Phone=phone", "Home Phone=phone", "Home Phone #=phone",
			"Business Phone=phone", "Business Phone #=phone", "Other Phone=phone",
			"Birthday=birthday", "Home Street=address", "Home Street #=address:next",
			"Home City=address:next", "Home State=address:next",
			"Home Postal Code=address:next", "Notes=note", "Categories=tags",
			"Referred By=source", "E-mail Type=", "E-mail # Type=",
			"E-mail Display Name=", "E-mail # Display Name=", "Priority=", "Private=",
			"Sensitivity=", "Gender=", "Given Yomi=", "Surname Yomi=", "Company Yomi="),
		.skips = LIST("First Name+Last Name+Company=")},
	{.name = "square-customers",
		.title = "Square, customers",
		.entity = "client",
		.signs = LIST("Square Customer ID", "Reference ID"),
		.columns = LIST("First Name=first_name", "Last Name=last_name", "Surname=last_name",
			"Company Name=name:if-empty", "Nickname=preferred", "Email Address=email",
			"Phone Number=phone", "Birthday=birthday", "Street Address 1=address",
			"Street Address 2=address:next", "City=address:next", "State=address:next",
			"Postal Code=address:next", "Memo=note", "First Visit=since",
			"Square Customer ID=external_id",
			"Reference ID=", "Instant Profile=", "Creation Source="),
		.skips = LIST("First Name+Last Name+Surname+Company Name=")},
	{.name = "square-transactions",
		.title = "Square, transactions",
		.entity = "visit",
		.signs = LIST("Total Collected", "Card Entry Methods"),
		.columns = LIST("Customer Name=client", "Customer ID=client.external_id",
			"Date=date", "Time=time", "Description=service", "Net Sales=price",
			"Tip=tip", "Staff Name=therapist", "Payment ID=external_id", "*="),
		.skips = LIST("Event Type=refund", "Customer Name="),
		.makes_clients = true},
	{.name = "square-items",
		.title = "Square, items",
		.entity = "visit",
		.signs = LIST("Price Point Name", "Itemization Type"),
		.columns = LIST("*="),
		.instead = "export the transactions: they have the tips, and one row a payment"},
	{.name = "vagaro-customers",
		.title = "Vagaro, customers",
		.entity = "client",
		.signs = LIST("Customer Since", "Refered By"),
		.columns = LIST("First Name=first_name", "Last Name=last_name", "Email=email",
			"Mobile=phone", "Day=phone", "Night=phone", "Address=address",
			"Apt/Suite=address:next", "City=address:next", "State=address:next",
			"Zip=address:next", "Birthdate=birthday", "Customer Since=since",
			"Refered By=source", "Tags=tags",
			"Gender=", "Online Booking=", "Credit Card=", "Bank="),
		.skips = LIST("First Name+Last Name=")},
	{.name = "acuity-appointments",
		.title = "Acuity, appointments",
		.entity = "visit",
		.signs = LIST("Calendar", "Appointment Price"),
		.columns = LIST("First Name=first_name", "Last Name=last_name",
			"Phone=client.phone", "Email=client.email", "Start Time=date",
			"End Time=minutes:until", "Type=service", "Calendar=therapist",
			"Appointment Price=price", "Date Scheduled=booked_on", "Notes=note",
			"Appointment ID=external_id", "Timezone=", "Paid?=", "Amount Paid Online=",
			"Certificate Code=", "Label=", "Scheduled By="),
		.makes_clients = true},
	{.name = "acuity-clients",
		.title = "Acuity, clients",
		.entity = "client",
		.signs = LIST("Days Since Last Appointment", "Last Name"),
		.columns = LIST("First Name=first_name", "Last Name=last_name", "Phone=phone",
			"Email=email", "Notes=note"),
		.skips = LIST("First Name+Last Name=")},
	{.name = "fresha-customers",
		.title = "Fresha, customers",
		.entity = "client",
		.signs = LIST("Accepts SMS Marketing", "Apartement Suite"),
		.columns = LIST("Client ID=external_id", "Full Name=name",
			"First Name=", "Last Name=", "Mobile Number=phone:abroad",
			"Telephone=phone:if-empty", "Email=email", "Address=address",
			"Apartement Suite=address:next", "Area=address:next", "City=address:next",
			"State=address:next", "Post Code=address:next", "Date of Birth=birthday",
			"Added=since", "Note=note", "Block Reason=note:also",
			"Referral Source=source", "Tags=tags", "Gender="),
		.skips = LIST("Full Name=")},
	{.name = "fresha-appointments",
		.title = "Fresha, appointments",
		.entity = "visit",
		.signs = LIST("Appointment reference", "Team member"),
		.columns = LIST("Appointment reference=external_id", "Client=client",
			"Team member=therapist", "Scheduled date=date", "Scheduled time=time",
			"Duration=minutes", "Services=service", "Status=outcome", "Resource="),
		.skips = LIST("Client="),
		.makes_clients = true},
	{.name = "jane-appointments",
		.title = "Jane, appointments",
		.entity = "visit",
		.signs = LIST("patient_guid", "treatment_name"),
		.columns = LIST("id=external_id", "patient_guid=client.external_id",
			"patient_first_name=first_name", "patient_last_name=last_name",
			"start_at=date", "end_at=minutes:until", "treatment_name=service",
			"staff_member_name=therapist", "cancelled_at=outcome:cancelled",
			"no_show_at=outcome:no_show", "arrived_at=late_minutes:until",
			"booked_at=booked_on", "notes_text=note", "*="),
		.skips = LIST("break=true", "archived_at=*"),
		.makes_clients = true},
	{.name = "jane-patients",
		.title = "Jane, patients",
		.entity = "client",
		.signs = LIST("patient_guid", "Patient Number"),
		.columns = LIST("patient_guid=external_id",
			"Patient Number=", "First Name=first_name", "Middle Name=middle_name",
			"Last Name=last_name", "Preferred Name=preferred", "Email=email",
			"Mobile Phone=phone", "Home Phone=phone", "Work Phone=phone",
			"Street Address=address", "Street Address 2=address:next",
			"City=address:next", "Province=address:next", "Postal=address:next",
			"Country=address:next", "Birth Date=birthday", "Member Since=since",
			"Medical Alert=cautions", "Referral Source=source",
			"Deceased At=status:ended", "Discharged At=status:ended", "Active=status",
			"Fax Phone=", "Email Status=", "Sex=", "Gender=", "Pronouns="),
		.skips = LIST("First Name+Last Name=")},
};

const struct known_export *known_export_at(size_t i)
{
	return i < ARRAY_SIZE(exports) ? &exports[i] : NULL;
}

static bool has_heading(const struct csv_row *row, const char *sign)
{
	for (size_t i = 0; i < row->count; i++)
		if (heading_is(row->cells[i], row->lengths[i], sign, strlen(sign)))
			return true;
	return false;
}

static bool has_all(const struct csv_row *row, const char *const *signs)
{
	for (; *signs != NULL; signs++)
		if (!has_heading(row, *signs))
			return false;
	return true;
}

const struct known_export *known_export_of(const struct csv_row *headings)
{
	for (size_t i = 0; i < ARRAY_SIZE(exports); i++)
		if (has_all(headings, exports[i].signs))
			return &exports[i];
	return NULL;
}
