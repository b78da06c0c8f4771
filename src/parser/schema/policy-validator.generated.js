// Written by scripts/generate.ts; `npm run generate` writes it anew.
"use strict";
export const validatePolicy = validate21;
const schema6 = {"properties":{"sentinel":true,"policy":true,"description":true,"owners":true,"mode":true,"extends":true,"environments":true,"release":true,"settings":true,"secrets":true,"inputs":true,"probes":true,"scores":true,"gates":true,"freezes":true,"limits":true,"rollouts":true,"groups":true,"notifications":true,"before":true,"after":true}};
const func2 = Object.prototype.hasOwnProperty;

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minItems",params:{limit: 1}});
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/" + i0,keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate22.errors = vErrors;
return errors === 0;
}


function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!(((key0 === "tag") || (key0 === "paths")) || (key0 === "version_map"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.tag !== undefined){
let data0 = data.tag;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/tag",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/tag",keyword:"type",params:{}});
}
}
if(data.paths !== undefined){
if(!(validate22(data.paths, {instancePath:instancePath+"/paths",parentData:data,parentDataProperty:"paths",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.version_map !== undefined){
let data2 = data.version_map;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/version_map",keyword:"minProperties",params:{limit: 1}});
}
for(const key1 in data2){
let data3 = data2[key1];
if(typeof data3 === "string"){
if(data3.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/version_map/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/version_map/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/version_map",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate25.errors = vErrors;
return errors === 0;
}


function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(typeof data[key0] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate29.errors = vErrors;
return errors === 0;
}


function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 0){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 0}});
}
for(const key0 in data){
if(!(((key0 === "env") || (key0 === "per_env")) || (key0 === "default"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.env !== undefined){
let data0 = data.env;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/env",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/env",keyword:"type",params:{}});
}
}
if(data.per_env !== undefined){
if(!(validate29(data.per_env, {instancePath:instancePath+"/per_env",parentData:data,parentDataProperty:"per_env",rootData}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
if(data.default !== undefined){
if(typeof data.default !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/default",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate28.errors = vErrors;
return errors === 0;
}


function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
if(data.path === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "path"}});
}
for(const key0 in data){
if(!(((key0 === "path") || (key0 === "key")) || (key0 === "mount"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.path !== undefined){
let data0 = data.path;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/path",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/path",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
let data1 = data.key;
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.mount !== undefined){
let data2 = data.mount;
if(typeof data2 === "string"){
if(data2.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/mount",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/mount",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate33.errors = vErrors;
return errors === 0;
}


function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 0){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 0}});
}
for(const key0 in data){
if(!(((key0 === "env") || (key0 === "file")) || (key0 === "vault"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.env !== undefined){
let data0 = data.env;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/env",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/env",keyword:"type",params:{}});
}
}
if(data.file !== undefined){
let data1 = data.file;
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/file",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/file",keyword:"type",params:{}});
}
}
if(data.vault !== undefined){
if(!(validate33(data.vault, {instancePath:instancePath+"/vault",parentData:data,parentDataProperty:"vault",rootData}))){
vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate32.errors = vErrors;
return errors === 0;
}


function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "default")) || (key0 === "required"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.type !== undefined){
let data0 = data.type;
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/type",keyword:"type",params:{}});
}
if(Array.isArray(data0)){
if(data0.length > 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/type",keyword:"maxItems",params:{limit: 1}});
}
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/type",keyword:"minItems",params:{limit: 1}});
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/type/" + i0,keyword:"type",params:{}});
}
}
}
}
if(data.default !== undefined){
let data2 = data.default;
if((((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))) && (typeof data2 !== "boolean")) && (!(Array.isArray(data2)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/default",keyword:"type",params:{}});
}
if(Array.isArray(data2)){
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
let data3 = data2[i1];
if(((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/default/" + i1,keyword:"type",params:{}});
}
}
}
}
if(data.required !== undefined){
if(typeof data.required !== "boolean"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/required",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate36.errors = vErrors;
return errors === 0;
}


function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!(key0 === "each")){
let data0 = data[key0];
if(!(data0 && typeof data0 == "object" && !Array.isArray(data0))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
if(data.each !== undefined){
let data1 = data.each;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(Object.keys(data1).length > 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/each",keyword:"maxProperties",params:{limit: 1}});
}
if(Object.keys(data1).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/each",keyword:"minProperties",params:{limit: 1}});
}
for(const key1 in data1){
let data2 = data1[key1];
if(Array.isArray(data2)){
if(data2.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/each/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"minItems",params:{limit: 1}});
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(((typeof data3 !== "string") && (!((typeof data3 == "number") && (isFinite(data3))))) && (typeof data3 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/each/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/each/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/each",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate38.errors = vErrors;
return errors === 0;
}


function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
if(data.of === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "of"}});
}
for(const key0 in data){
if(!((key0 === "weight") || (key0 === "of"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.weight !== undefined){
let data0 = data.weight;
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/weight",keyword:"minimum",params:{comparison: ">=", limit: 0}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/weight",keyword:"type",params:{}});
}
}
if(data.of !== undefined){
let data1 = data.of;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/of",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate41.errors = vErrors;
return errors === 0;
}


function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
if(data.criteria === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "criteria"}});
}
for(const key0 in data){
if(!(((key0 === "criteria") || (key0 === "healthy")) || (key0 === "degraded"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.criteria !== undefined){
let data0 = data.criteria;
if(Array.isArray(data0)){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/criteria",keyword:"minItems",params:{limit: 1}});
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(!(validate41(data0[i0], {instancePath:instancePath+"/criteria/" + i0,parentData:data0,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/criteria",keyword:"type",params:{}});
}
}
if(data.healthy !== undefined){
let data2 = data.healthy;
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1 || isNaN(data2)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/healthy",keyword:"maximum",params:{comparison: "<=", limit: 1}});
}
if(data2 < 0 || isNaN(data2)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/healthy",keyword:"minimum",params:{comparison: ">=", limit: 0}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/healthy",keyword:"type",params:{}});
}
}
if(data.degraded !== undefined){
let data3 = data.degraded;
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1 || isNaN(data3)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/degraded",keyword:"maximum",params:{comparison: "<=", limit: 1}});
}
if(data3 < 0 || isNaN(data3)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/degraded",keyword:"minimum",params:{comparison: ">=", limit: 0}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/degraded",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate40.errors = vErrors;
return errors === 0;
}

const schema17 = {"properties":{"require":true,"prefer":true,"severity":true,"mode":true,"environments":true,"when":true,"message":true,"runbook":true,"for":true,"over":true,"every":true,"tolerate":true}};

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((((typeof data !== "string") && (!((typeof data == "number") && (isFinite(data))))) && (typeof data !== "boolean")) && (!(Array.isArray(data)))){
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
if(Array.isArray(data)){
if(data.length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minItems",params:{limit: 1}});
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/" + i0,keyword:"type",params:{}});
}
}
}
validate45.errors = vErrors;
return errors === 0;
}


function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!(func2.call(schema17.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.require !== undefined){
if(!(validate45(data.require, {instancePath:instancePath+"/require",parentData:data,parentDataProperty:"require",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.prefer !== undefined){
if(!(validate45(data.prefer, {instancePath:instancePath+"/prefer",parentData:data,parentDataProperty:"prefer",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.severity !== undefined){
let data2 = data.severity;
if(typeof data2 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/severity",keyword:"type",params:{}});
}
if(!(((data2 === "advisory") || (data2 === "block")) || (data2 === "critical"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/severity",keyword:"enum",params:{}});
}
}
if(data.mode !== undefined){
let data3 = data.mode;
if(typeof data3 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/mode",keyword:"type",params:{}});
}
if(!((data3 === "enforce") || (data3 === "shadow"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/mode",keyword:"enum",params:{}});
}
}
if(data.environments !== undefined){
if(!(validate22(data.environments, {instancePath:instancePath+"/environments",parentData:data,parentDataProperty:"environments",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.when !== undefined){
let data5 = data.when;
if(((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/when",keyword:"type",params:{}});
}
}
if(data.message !== undefined){
if(typeof data.message !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/message",keyword:"type",params:{}});
}
}
if(data.runbook !== undefined){
let data7 = data.runbook;
if(typeof data7 === "string"){
if(data7.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/runbook",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/runbook",keyword:"type",params:{}});
}
}
if(data.for !== undefined){
if(typeof data.for !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/for",keyword:"type",params:{}});
}
}
if(data.over !== undefined){
if(typeof data.over !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/over",keyword:"type",params:{}});
}
}
if(data.every !== undefined){
if(typeof data.every !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/every",keyword:"type",params:{}});
}
}
if(data.tolerate !== undefined){
let data11 = data.tolerate;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/tolerate",keyword:"type",params:{}});
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/tolerate",keyword:"minimum",params:{comparison: ">=", limit: 0}});
}
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate44.errors = vErrors;
return errors === 0;
}

const schema19 = {"properties":{"from":true,"until":true,"every":true,"between":true,"rrule":true,"start":true,"duration":true,"holidays":true,"calendar":true,"max_age":true,"outside":true,"timezone":true,"mode":true,"environments":true,"when":true,"except":true,"reason":true,"blocks":true,"in_flight":true}};

function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(Array.isArray(data)))){
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
if(Array.isArray(data)){
if(data.length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minItems",params:{limit: 1}});
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/" + i0,keyword:"type",params:{}});
}
}
}
validate51.errors = vErrors;
return errors === 0;
}

const schema21 = {"properties":{"from":true,"until":true,"every":true,"between":true,"rrule":true,"start":true,"duration":true,"holidays":true,"calendar":true,"max_age":true}};

function validate53(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!(func2.call(schema21.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.from !== undefined){
if(typeof data.from !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/from",keyword:"type",params:{}});
}
}
if(data.until !== undefined){
if(typeof data.until !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/until",keyword:"type",params:{}});
}
}
if(data.every !== undefined){
if(!(validate51(data.every, {instancePath:instancePath+"/every",parentData:data,parentDataProperty:"every",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
if(data.between !== undefined){
if(typeof data.between !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/between",keyword:"type",params:{}});
}
}
if(data.rrule !== undefined){
let data4 = data.rrule;
if(typeof data4 === "string"){
if(data4.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/rrule",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/rrule",keyword:"type",params:{}});
}
}
if(data.start !== undefined){
if(typeof data.start !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/start",keyword:"type",params:{}});
}
}
if(data.duration !== undefined){
if(typeof data.duration !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/duration",keyword:"type",params:{}});
}
}
if(data.holidays !== undefined){
let data7 = data.holidays;
if(typeof data7 === "string"){
if(data7.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/holidays",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/holidays",keyword:"type",params:{}});
}
}
if(data.calendar !== undefined){
let data8 = data.calendar;
if(typeof data8 === "string"){
if(data8.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/calendar",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/calendar",keyword:"type",params:{}});
}
}
if(data.max_age !== undefined){
if(typeof data.max_age !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/max_age",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate53.errors = vErrors;
return errors === 0;
}


function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!(func2.call(schema19.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.from !== undefined){
if(typeof data.from !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/from",keyword:"type",params:{}});
}
}
if(data.until !== undefined){
if(typeof data.until !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/until",keyword:"type",params:{}});
}
}
if(data.every !== undefined){
if(!(validate51(data.every, {instancePath:instancePath+"/every",parentData:data,parentDataProperty:"every",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
if(data.between !== undefined){
if(typeof data.between !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/between",keyword:"type",params:{}});
}
}
if(data.rrule !== undefined){
let data4 = data.rrule;
if(typeof data4 === "string"){
if(data4.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/rrule",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/rrule",keyword:"type",params:{}});
}
}
if(data.start !== undefined){
if(typeof data.start !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/start",keyword:"type",params:{}});
}
}
if(data.duration !== undefined){
if(typeof data.duration !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/duration",keyword:"type",params:{}});
}
}
if(data.holidays !== undefined){
let data7 = data.holidays;
if(typeof data7 === "string"){
if(data7.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/holidays",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/holidays",keyword:"type",params:{}});
}
}
if(data.calendar !== undefined){
let data8 = data.calendar;
if(typeof data8 === "string"){
if(data8.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/calendar",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/calendar",keyword:"type",params:{}});
}
}
if(data.max_age !== undefined){
if(typeof data.max_age !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/max_age",keyword:"type",params:{}});
}
}
if(data.outside !== undefined){
let data10 = data.outside;
if(Array.isArray(data10)){
if(data10.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/outside",keyword:"minItems",params:{limit: 1}});
}
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(!(validate53(data10[i0], {instancePath:instancePath+"/outside/" + i0,parentData:data10,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/outside",keyword:"type",params:{}});
}
}
if(data.timezone !== undefined){
let data12 = data.timezone;
if(typeof data12 === "string"){
if(data12.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timezone",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/timezone",keyword:"type",params:{}});
}
}
if(data.mode !== undefined){
let data13 = data.mode;
if(typeof data13 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/mode",keyword:"type",params:{}});
}
if(!((data13 === "enforce") || (data13 === "shadow"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/mode",keyword:"enum",params:{}});
}
}
if(data.environments !== undefined){
if(!(validate22(data.environments, {instancePath:instancePath+"/environments",parentData:data,parentDataProperty:"environments",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.when !== undefined){
let data15 = data.when;
if(((typeof data15 !== "string") && (!((typeof data15 == "number") && (isFinite(data15))))) && (typeof data15 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/when",keyword:"type",params:{}});
}
}
if(data.except !== undefined){
let data16 = data.except;
if(((typeof data16 !== "string") && (!((typeof data16 == "number") && (isFinite(data16))))) && (typeof data16 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/except",keyword:"type",params:{}});
}
}
if(data.reason !== undefined){
let data17 = data.reason;
if(typeof data17 === "string"){
if(data17.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/reason",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/reason",keyword:"type",params:{}});
}
}
if(data.blocks !== undefined){
let data18 = data.blocks;
if(Array.isArray(data18)){
if(data18.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/blocks",keyword:"minItems",params:{limit: 1}});
}
const len1 = data18.length;
for(let i1=0; i1<len1; i1++){
let data19 = data18[i1];
if(typeof data19 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/blocks/" + i1,keyword:"type",params:{}});
}
if(!((data19 === "start") || (data19 === "promote"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/blocks/" + i1,keyword:"enum",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/blocks",keyword:"type",params:{}});
}
}
if(data.in_flight !== undefined){
let data20 = data.in_flight;
if(typeof data20 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/in_flight",keyword:"type",params:{}});
}
if(!(((data20 === "pause") || (data20 === "finish_stage")) || (data20 === "rollback"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/in_flight",keyword:"enum",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate50.errors = vErrors;
return errors === 0;
}


function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
if(data.at_most === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "at_most"}});
}
for(const key0 in data){
if(!((((((key0 === "at_most") || (key0 === "by")) || (key0 === "mode")) || (key0 === "environments")) || (key0 === "when")) || (key0 === "except"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.at_most !== undefined){
if(!(validate51(data.at_most, {instancePath:instancePath+"/at_most",parentData:data,parentDataProperty:"at_most",rootData}))){
vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
errors = vErrors.length;
}
}
if(data.by !== undefined){
if(!(validate22(data.by, {instancePath:instancePath+"/by",parentData:data,parentDataProperty:"by",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.mode !== undefined){
let data2 = data.mode;
if(typeof data2 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/mode",keyword:"type",params:{}});
}
if(!((data2 === "enforce") || (data2 === "shadow"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/mode",keyword:"enum",params:{}});
}
}
if(data.environments !== undefined){
if(!(validate22(data.environments, {instancePath:instancePath+"/environments",parentData:data,parentDataProperty:"environments",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.when !== undefined){
let data4 = data.when;
if(((typeof data4 !== "string") && (!((typeof data4 == "number") && (isFinite(data4))))) && (typeof data4 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/when",keyword:"type",params:{}});
}
}
if(data.except !== undefined){
let data5 = data.except;
if(((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/except",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate58.errors = vErrors;
return errors === 0;
}

const schema23 = {"properties":{"mode":true,"environments":true,"when":true,"traffic":true,"tracks":true,"identity":true,"stages":true,"ramp":true,"checks":true,"rollback":true,"dwell":true,"cooldown":true,"deadline":true,"unknown":true,"finish":true,"watch":true,"concurrent":true,"newer":true,"runway":true,"first":true,"assign":true,"overrides":true,"audience":true,"variants":true,"analysis":true,"before":true,"after":true}};

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!((key0 === "canary") || (key0 === "stable"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.canary !== undefined){
let data0 = data.canary;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/canary",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/canary",keyword:"type",params:{}});
}
}
if(data.stable !== undefined){
let data1 = data.stable;
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/stable",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/stable",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate65.errors = vErrors;
return errors === 0;
}


function validate70(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.from === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "from"}});
}
for(const key0 in data){
if(!((((key0 === "from") || (key0 === "count")) || (key0 === "not_author")) || (key0 === "expires"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.from !== undefined){
let data0 = data.from;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/from",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/from",keyword:"type",params:{}});
}
}
if(data.count !== undefined){
let data1 = data.count;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/count",keyword:"type",params:{}});
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/count",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.not_author !== undefined){
if(typeof data.not_author !== "boolean"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/not_author",keyword:"type",params:{}});
}
}
if(data.expires !== undefined){
if(typeof data.expires !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/expires",keyword:"type",params:{}});
}
}
}
validate70.errors = vErrors;
return errors === 0;
}


function validate73(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!((((((((key0 === "every") || (key0 === "warmup")) || (key0 === "require")) || (key0 === "prefer")) || (key0 === "show")) || (key0 === "tolerate")) || (key0 === "on_fail")) || (key0 === "max_extend"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.every !== undefined){
if(typeof data.every !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/every",keyword:"type",params:{}});
}
}
if(data.warmup !== undefined){
if(typeof data.warmup !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/warmup",keyword:"type",params:{}});
}
}
if(data.require !== undefined){
if(!(validate45(data.require, {instancePath:instancePath+"/require",parentData:data,parentDataProperty:"require",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.prefer !== undefined){
if(!(validate45(data.prefer, {instancePath:instancePath+"/prefer",parentData:data,parentDataProperty:"prefer",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.show !== undefined){
if(!(validate45(data.show, {instancePath:instancePath+"/show",parentData:data,parentDataProperty:"show",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.tolerate !== undefined){
let data5 = data.tolerate;
if((!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))) && (typeof data5 !== "string")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/tolerate",keyword:"type",params:{}});
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/tolerate",keyword:"minimum",params:{comparison: ">=", limit: 0}});
}
}
}
if(data.on_fail !== undefined){
let data6 = data.on_fail;
if(typeof data6 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/on_fail",keyword:"type",params:{}});
}
if(!(((data6 === "rollback") || (data6 === "pause")) || (data6 === "hold"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/on_fail",keyword:"enum",params:{}});
}
}
if(data.max_extend !== undefined){
if(typeof data.max_extend !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/max_extend",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate73.errors = vErrors;
return errors === 0;
}


function validate68(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!(((((((key0 === "weight") || (key0 === "weights")) || (key0 === "hold")) || (key0 === "approve")) || (key0 === "exit")) || (key0 === "checks")) || (key0 === "when"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.weight !== undefined){
if(typeof data.weight !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/weight",keyword:"type",params:{}});
}
}
if(data.weights !== undefined){
if(!(validate29(data.weights, {instancePath:instancePath+"/weights",parentData:data,parentDataProperty:"weights",rootData}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
if(data.hold !== undefined){
if(typeof data.hold !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/hold",keyword:"type",params:{}});
}
}
if(data.approve !== undefined){
if(!(validate70(data.approve, {instancePath:instancePath+"/approve",parentData:data,parentDataProperty:"approve",rootData}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
}
if(data.exit !== undefined){
if(!(validate22(data.exit, {instancePath:instancePath+"/exit",parentData:data,parentDataProperty:"exit",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.checks !== undefined){
if(!(validate73(data.checks, {instancePath:instancePath+"/checks",parentData:data,parentDataProperty:"checks",rootData}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
if(data.when !== undefined){
let data6 = data.when;
if(((typeof data6 !== "string") && (!((typeof data6 == "number") && (isFinite(data6))))) && (typeof data6 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/when",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate68.errors = vErrors;
return errors === 0;
}


function validate67(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minItems",params:{limit: 1}});
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate68(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate67.errors = vErrors;
return errors === 0;
}


function validate80(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
if(data.by === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "by"}});
}
if(data.every === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "every"}});
}
for(const key0 in data){
if(!((((key0 === "from") || (key0 === "by")) || (key0 === "to")) || (key0 === "every"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.from !== undefined){
if(typeof data.from !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/from",keyword:"type",params:{}});
}
}
if(data.by !== undefined){
if(typeof data.by !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/by",keyword:"type",params:{}});
}
}
if(data.to !== undefined){
if(typeof data.to !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/to",keyword:"type",params:{}});
}
}
if(data.every !== undefined){
if(typeof data.every !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/every",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate80.errors = vErrors;
return errors === 0;
}


function validate84(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!(key0 === "within")){
let data0 = data[key0];
if(!(data0 && typeof data0 == "object" && !Array.isArray(data0))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
if(data.within !== undefined){
if(typeof data.within !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/within",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate84.errors = vErrors;
return errors === 0;
}


function validate83(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!(((((((key0 === "when") || (key0 === "if")) || (key0 === "tolerate")) || (key0 === "to")) || (key0 === "retry")) || (key0 === "quarantine")) || (key0 === "tiers"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.when !== undefined){
let data0 = data.when;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/when",keyword:"type",params:{}});
}
}
if(data.if !== undefined){
let data1 = data.if;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/if",keyword:"type",params:{}});
}
}
if(data.tolerate !== undefined){
let data2 = data.tolerate;
if((!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))) && (typeof data2 !== "string")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/tolerate",keyword:"type",params:{}});
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/tolerate",keyword:"minimum",params:{comparison: ">=", limit: 0}});
}
}
}
if(data.to !== undefined){
let data3 = data.to;
if(typeof data3 === "string"){
if(data3.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/to",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/to",keyword:"type",params:{}});
}
}
if(data.retry !== undefined){
let data4 = data.retry;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/retry",keyword:"type",params:{}});
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/retry",keyword:"minimum",params:{comparison: ">=", limit: 0}});
}
}
}
if(data.quarantine !== undefined){
if(typeof data.quarantine !== "boolean"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/quarantine",keyword:"type",params:{}});
}
}
if(data.tiers !== undefined){
let data6 = data.tiers;
if(Array.isArray(data6)){
if(data6.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/tiers",keyword:"minItems",params:{limit: 1}});
}
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
if(!(validate84(data6[i0], {instancePath:instancePath+"/tiers/" + i0,parentData:data6,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate84.errors : vErrors.concat(validate84.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/tiers",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate83.errors = vErrors;
return errors === 0;
}


function validate87(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!(((key0 === "action") || (key0 === "for")) || (key0 === "then"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.action !== undefined){
let data0 = data.action;
if(typeof data0 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/action",keyword:"type",params:{}});
}
if(!(((data0 === "hold") || (data0 === "pause")) || (data0 === "rollback"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/action",keyword:"enum",params:{}});
}
}
if(data.for !== undefined){
if(typeof data.for !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/for",keyword:"type",params:{}});
}
}
if(data.then !== undefined){
let data2 = data.then;
if(typeof data2 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/then",keyword:"type",params:{}});
}
if(!(((data2 === "hold") || (data2 === "pause")) || (data2 === "rollback"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/then",keyword:"enum",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate87.errors = vErrors;
return errors === 0;
}


function validate89(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!((key0 === "promote") || (key0 === "keep"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.promote !== undefined){
let data0 = data.promote;
if(typeof data0 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/promote",keyword:"type",params:{}});
}
if(!(((data0 === "swap") || (data0 === "copy")) || (data0 === "none"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/promote",keyword:"enum",params:{}});
}
}
if(data.keep !== undefined){
if(typeof data.keep !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/keep",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate89.errors = vErrors;
return errors === 0;
}


function validate91(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
if(data.by === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "by"}});
}
for(const key0 in data){
if(!((key0 === "by") || (key0 === "seed"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.by !== undefined){
if(!(validate22(data.by, {instancePath:instancePath+"/by",parentData:data,parentDataProperty:"by",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.seed !== undefined){
let data1 = data.seed;
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/seed",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/seed",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate91.errors = vErrors;
return errors === 0;
}


function validate94(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
if(data.who === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "who"}});
}
if(data.in === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "in"}});
}
for(const key0 in data){
if(!((key0 === "who") || (key0 === "in"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.who !== undefined){
let data0 = data.who;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/who",keyword:"type",params:{}});
}
}
if(data.in !== undefined){
if(typeof data.in !== "boolean"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/in",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate94.errors = vErrors;
return errors === 0;
}


function validate96(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
if(data.name === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "name"}});
}
if(data.who === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "who"}});
}
for(const key0 in data){
if(!((((key0 === "name") || (key0 === "who")) || (key0 === "stages")) || (key0 === "ramp"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"type",params:{}});
}
}
if(data.who !== undefined){
let data1 = data.who;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/who",keyword:"type",params:{}});
}
}
if(data.stages !== undefined){
if(!(validate67(data.stages, {instancePath:instancePath+"/stages",parentData:data,parentDataProperty:"stages",rootData}))){
vErrors = vErrors === null ? validate67.errors : vErrors.concat(validate67.errors);
errors = vErrors.length;
}
}
if(data.ramp !== undefined){
if(!(validate80(data.ramp, {instancePath:instancePath+"/ramp",parentData:data,parentDataProperty:"ramp",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate96.errors = vErrors;
return errors === 0;
}


function validate100(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!((((key0 === "compare") || (key0 === "test")) || (key0 === "significance")) || (key0 === "margin"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.compare !== undefined){
let data0 = data.compare;
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/compare",keyword:"type",params:{}});
}
}
if(data.test !== undefined){
let data1 = data.test;
if(typeof data1 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/test",keyword:"type",params:{}});
}
if(!((data1 === "sequential") || (data1 === "mann_whitney"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/test",keyword:"enum",params:{}});
}
}
if(data.significance !== undefined){
if(typeof data.significance !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/significance",keyword:"type",params:{}});
}
}
if(data.margin !== undefined){
if(typeof data.margin !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/margin",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate100.errors = vErrors;
return errors === 0;
}


function validate103(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!((key0 === "name") || (key0 === "when"))){
let data0 = data[key0];
if(!(data0 && typeof data0 == "object" && !Array.isArray(data0))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"type",params:{}});
}
}
if(data.when !== undefined){
let data2 = data.when;
if(((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))) && (typeof data2 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/when",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate103.errors = vErrors;
return errors === 0;
}


function validate102(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minItems",params:{limit: 1}});
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate103(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate103.errors : vErrors.concat(validate103.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate102.errors = vErrors;
return errors === 0;
}


function validate63(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
for(const key0 in data){
if(!(func2.call(schema23.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.mode !== undefined){
let data0 = data.mode;
if(typeof data0 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/mode",keyword:"type",params:{}});
}
if(!((data0 === "enforce") || (data0 === "shadow"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/mode",keyword:"enum",params:{}});
}
}
if(data.environments !== undefined){
if(!(validate22(data.environments, {instancePath:instancePath+"/environments",parentData:data,parentDataProperty:"environments",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.when !== undefined){
let data2 = data.when;
if(((typeof data2 !== "string") && (!((typeof data2 == "number") && (isFinite(data2))))) && (typeof data2 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/when",keyword:"type",params:{}});
}
}
if(data.traffic !== undefined){
let data3 = data.traffic;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
let data4 = data3[key1];
if(!(data4 && typeof data4 == "object" && !Array.isArray(data4))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/traffic/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/traffic",keyword:"type",params:{}});
}
}
if(data.tracks !== undefined){
if(!(validate65(data.tracks, {instancePath:instancePath+"/tracks",parentData:data,parentDataProperty:"tracks",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data.identity !== undefined){
let data6 = data.identity;
if(((typeof data6 !== "string") && (!((typeof data6 == "number") && (isFinite(data6))))) && (typeof data6 !== "boolean")){
errors = (vErrors ??= []).push({instancePath:instancePath+"/identity",keyword:"type",params:{}});
}
}
if(data.stages !== undefined){
if(!(validate67(data.stages, {instancePath:instancePath+"/stages",parentData:data,parentDataProperty:"stages",rootData}))){
vErrors = vErrors === null ? validate67.errors : vErrors.concat(validate67.errors);
errors = vErrors.length;
}
}
if(data.ramp !== undefined){
if(!(validate80(data.ramp, {instancePath:instancePath+"/ramp",parentData:data,parentDataProperty:"ramp",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
if(data.checks !== undefined){
if(!(validate73(data.checks, {instancePath:instancePath+"/checks",parentData:data,parentDataProperty:"checks",rootData}))){
vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
errors = vErrors.length;
}
}
if(data.rollback !== undefined){
if(!(validate83(data.rollback, {instancePath:instancePath+"/rollback",parentData:data,parentDataProperty:"rollback",rootData}))){
vErrors = vErrors === null ? validate83.errors : vErrors.concat(validate83.errors);
errors = vErrors.length;
}
}
if(data.dwell !== undefined){
if(typeof data.dwell !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/dwell",keyword:"type",params:{}});
}
}
if(data.cooldown !== undefined){
if(typeof data.cooldown !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cooldown",keyword:"type",params:{}});
}
}
if(data.deadline !== undefined){
if(typeof data.deadline !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/deadline",keyword:"type",params:{}});
}
}
if(data.unknown !== undefined){
if(!(validate87(data.unknown, {instancePath:instancePath+"/unknown",parentData:data,parentDataProperty:"unknown",rootData}))){
vErrors = vErrors === null ? validate87.errors : vErrors.concat(validate87.errors);
errors = vErrors.length;
}
}
if(data.finish !== undefined){
if(!(validate89(data.finish, {instancePath:instancePath+"/finish",parentData:data,parentDataProperty:"finish",rootData}))){
vErrors = vErrors === null ? validate89.errors : vErrors.concat(validate89.errors);
errors = vErrors.length;
}
}
if(data.watch !== undefined){
if(typeof data.watch !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/watch",keyword:"type",params:{}});
}
}
if(data.concurrent !== undefined){
let data17 = data.concurrent;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/concurrent",keyword:"type",params:{}});
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 < 1 || isNaN(data17)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/concurrent",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.newer !== undefined){
let data18 = data.newer;
if(typeof data18 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/newer",keyword:"type",params:{}});
}
if(!(((data18 === "queue") || (data18 === "replace")) || (data18 === "reject"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/newer",keyword:"enum",params:{}});
}
}
if(data.runway !== undefined){
if(typeof data.runway !== "boolean"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/runway",keyword:"type",params:{}});
}
}
if(data.first !== undefined){
let data20 = data.first;
if(typeof data20 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/first",keyword:"type",params:{}});
}
if(!((data20 === "analyze") || (data20 === "skip"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/first",keyword:"enum",params:{}});
}
}
if(data.assign !== undefined){
if(!(validate91(data.assign, {instancePath:instancePath+"/assign",parentData:data,parentDataProperty:"assign",rootData}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.overrides !== undefined){
let data22 = data.overrides;
if(Array.isArray(data22)){
if(data22.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/overrides",keyword:"minItems",params:{limit: 1}});
}
const len0 = data22.length;
for(let i0=0; i0<len0; i0++){
if(!(validate94(data22[i0], {instancePath:instancePath+"/overrides/" + i0,parentData:data22,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate94.errors : vErrors.concat(validate94.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/overrides",keyword:"type",params:{}});
}
}
if(data.audience !== undefined){
let data24 = data.audience;
if(Array.isArray(data24)){
if(data24.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/audience",keyword:"minItems",params:{limit: 1}});
}
const len1 = data24.length;
for(let i1=0; i1<len1; i1++){
if(!(validate96(data24[i1], {instancePath:instancePath+"/audience/" + i1,parentData:data24,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/audience",keyword:"type",params:{}});
}
}
if(data.variants !== undefined){
let data26 = data.variants;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(Object.keys(data26).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/variants",keyword:"minProperties",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/variants",keyword:"type",params:{}});
}
}
if(data.analysis !== undefined){
if(!(validate100(data.analysis, {instancePath:instancePath+"/analysis",parentData:data,parentDataProperty:"analysis",rootData}))){
vErrors = vErrors === null ? validate100.errors : vErrors.concat(validate100.errors);
errors = vErrors.length;
}
}
if(data.before !== undefined){
if(!(validate102(data.before, {instancePath:instancePath+"/before",parentData:data,parentDataProperty:"before",rootData}))){
vErrors = vErrors === null ? validate102.errors : vErrors.concat(validate102.errors);
errors = vErrors.length;
}
}
if(data.after !== undefined){
if(!(validate102(data.after, {instancePath:instancePath+"/after",parentData:data,parentDataProperty:"after",rootData}))){
vErrors = vErrors === null ? validate102.errors : vErrors.concat(validate102.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate63.errors = vErrors;
return errors === 0;
}


function validate108(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
if(data.rollouts === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "rollouts"}});
}
for(const key0 in data){
if(!(key0 === "rollouts")){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.rollouts !== undefined){
if(!(validate22(data.rollouts, {instancePath:instancePath+"/rollouts",parentData:data,parentDataProperty:"rollouts",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate108.errors = vErrors;
return errors === 0;
}


function validate111(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
if(data.on === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "on"}});
}
for(const key0 in data){
if(!(key0 === "on")){
let data0 = data[key0];
if(!(data0 && typeof data0 == "object" && !Array.isArray(data0))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
if(data.on !== undefined){
let data1 = data.on;
if(Array.isArray(data1)){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/on",keyword:"minItems",params:{limit: 1}});
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/on/" + i0,keyword:"type",params:{}});
}
if(!(((((((((((((data2 === "blocked") || (data2 === "critical")) || (data2 === "warning")) || (data2 === "started")) || (data2 === "promoted")) || (data2 === "paused")) || (data2 === "waiting_approval")) || (data2 === "rolled_back")) || (data2 === "completed")) || (data2 === "failed")) || (data2 === "drift")) || (data2 === "version_mismatch")) || (data2 === "override"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/on/" + i0,keyword:"enum",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/on",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate111.errors = vErrors;
return errors === 0;
}


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
errors = (vErrors ??= []).push({instancePath,keyword:"minProperties",params:{limit: 1}});
}
if(data.sentinel === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "sentinel"}});
}
if(data.policy === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "policy"}});
}
for(const key0 in data){
if(!(func2.call(schema6.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.sentinel !== undefined){
let data0 = data.sentinel;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/sentinel",keyword:"type",params:{}});
}
}
if(data.policy !== undefined){
let data1 = data.policy;
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/policy",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/policy",keyword:"type",params:{}});
}
}
if(data.description !== undefined){
let data2 = data.description;
if(typeof data2 === "string"){
if(data2.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/description",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/description",keyword:"type",params:{}});
}
}
if(data.owners !== undefined){
if(!(validate22(data.owners, {instancePath:instancePath+"/owners",parentData:data,parentDataProperty:"owners",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.mode !== undefined){
let data4 = data.mode;
if(typeof data4 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/mode",keyword:"type",params:{}});
}
if(!((data4 === "enforce") || (data4 === "shadow"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/mode",keyword:"enum",params:{}});
}
}
if(data.extends !== undefined){
let data5 = data.extends;
if(typeof data5 === "string"){
if(data5.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/extends",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/extends",keyword:"type",params:{}});
}
}
if(data.environments !== undefined){
if(!(validate22(data.environments, {instancePath:instancePath+"/environments",parentData:data,parentDataProperty:"environments",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.release !== undefined){
if(!(validate25(data.release, {instancePath:instancePath+"/release",parentData:data,parentDataProperty:"release",rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
if(data.settings !== undefined){
let data8 = data.settings;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(Object.keys(data8).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/settings",keyword:"minProperties",params:{limit: 1}});
}
for(const key1 in data8){
if(!(validate28(data8[key1], {instancePath:instancePath+"/settings/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data8,parentDataProperty:key1,rootData}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/settings",keyword:"type",params:{}});
}
}
if(data.secrets !== undefined){
let data10 = data.secrets;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/secrets",keyword:"minProperties",params:{limit: 1}});
}
for(const key2 in data10){
if(!(validate32(data10[key2], {instancePath:instancePath+"/secrets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data10,parentDataProperty:key2,rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/secrets",keyword:"type",params:{}});
}
}
if(data.inputs !== undefined){
let data12 = data.inputs;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(Object.keys(data12).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/inputs",keyword:"minProperties",params:{limit: 1}});
}
for(const key3 in data12){
if(!(validate36(data12[key3], {instancePath:instancePath+"/inputs/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data12,parentDataProperty:key3,rootData}))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/inputs",keyword:"type",params:{}});
}
}
if(data.probes !== undefined){
let data14 = data.probes;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(Object.keys(data14).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/probes",keyword:"minProperties",params:{limit: 1}});
}
for(const key4 in data14){
if(!(validate38(data14[key4], {instancePath:instancePath+"/probes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data14,parentDataProperty:key4,rootData}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/probes",keyword:"type",params:{}});
}
}
if(data.scores !== undefined){
let data16 = data.scores;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(Object.keys(data16).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/scores",keyword:"minProperties",params:{limit: 1}});
}
for(const key5 in data16){
if(!(validate40(data16[key5], {instancePath:instancePath+"/scores/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data16,parentDataProperty:key5,rootData}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/scores",keyword:"type",params:{}});
}
}
if(data.gates !== undefined){
let data18 = data.gates;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(Object.keys(data18).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/gates",keyword:"minProperties",params:{limit: 1}});
}
for(const key6 in data18){
if(!(validate44(data18[key6], {instancePath:instancePath+"/gates/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data18,parentDataProperty:key6,rootData}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/gates",keyword:"type",params:{}});
}
}
if(data.freezes !== undefined){
let data20 = data.freezes;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(Object.keys(data20).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/freezes",keyword:"minProperties",params:{limit: 1}});
}
for(const key7 in data20){
if(!(validate50(data20[key7], {instancePath:instancePath+"/freezes/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data20,parentDataProperty:key7,rootData}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/freezes",keyword:"type",params:{}});
}
}
if(data.limits !== undefined){
let data22 = data.limits;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
if(Object.keys(data22).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/limits",keyword:"minProperties",params:{limit: 1}});
}
for(const key8 in data22){
if(!(validate58(data22[key8], {instancePath:instancePath+"/limits/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data22,parentDataProperty:key8,rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/limits",keyword:"type",params:{}});
}
}
if(data.rollouts !== undefined){
let data24 = data.rollouts;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(Object.keys(data24).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/rollouts",keyword:"minProperties",params:{limit: 1}});
}
for(const key9 in data24){
if(!(validate63(data24[key9], {instancePath:instancePath+"/rollouts/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data24,parentDataProperty:key9,rootData}))){
vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/rollouts",keyword:"type",params:{}});
}
}
if(data.groups !== undefined){
let data26 = data.groups;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(Object.keys(data26).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/groups",keyword:"minProperties",params:{limit: 1}});
}
for(const key10 in data26){
if(!(validate108(data26[key10], {instancePath:instancePath+"/groups/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data26,parentDataProperty:key10,rootData}))){
vErrors = vErrors === null ? validate108.errors : vErrors.concat(validate108.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/groups",keyword:"type",params:{}});
}
}
if(data.notifications !== undefined){
let data28 = data.notifications;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(Object.keys(data28).length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/notifications",keyword:"minProperties",params:{limit: 1}});
}
for(const key11 in data28){
if(!(validate111(data28[key11], {instancePath:instancePath+"/notifications/" + key11.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data28,parentDataProperty:key11,rootData}))){
vErrors = vErrors === null ? validate111.errors : vErrors.concat(validate111.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/notifications",keyword:"type",params:{}});
}
}
if(data.before !== undefined){
if(!(validate102(data.before, {instancePath:instancePath+"/before",parentData:data,parentDataProperty:"before",rootData}))){
vErrors = vErrors === null ? validate102.errors : vErrors.concat(validate102.errors);
errors = vErrors.length;
}
}
if(data.after !== undefined){
if(!(validate102(data.after, {instancePath:instancePath+"/after",parentData:data,parentDataProperty:"after",rootData}))){
vErrors = vErrors === null ? validate102.errors : vErrors.concat(validate102.errors);
errors = vErrors.length;
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate21.errors = vErrors;
return errors === 0;
}
